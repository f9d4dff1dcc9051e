using System.Diagnostics.CodeAnalysis;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Documents.Domain;

/// <summary>
/// Identity of a document: a UUID written in lowercase, 8-4-4-4-12. It drives storage paths, so no other
/// spelling of the same UUID is accepted, and the nil UUID (the default value of this type) is never parsed.
/// </summary>
public readonly record struct DocumentId
{
    private readonly Guid _value;

    private DocumentId(Guid value) => _value = value;

    /// <exception cref="FormatException">The text is not a lowercase, non-nil UUID.</exception>
    public static DocumentId Parse(string text)
        => TryParse(text, out var id) ? id : throw new FormatException("Not a lowercase UUID.");

    public static bool TryParse([NotNullWhen(true)] string? text, out DocumentId id)
    {
        id = default;
        if (!LowercaseUuid.IsNonNil(text))
        {
            return false;
        }

        id = new DocumentId(Guid.ParseExact(text, "D"));
        return true;
    }

    public override string ToString() => _value.ToString("D");
}
