using RunFunctions.Core.Documents.Domain.Mining;

namespace RunFunctions.Core.Documents.Domain;

/// <summary>Which documents a list holds: those for which everything holds that is set.</summary>
public sealed record DocumentFilter
{
    /// <summary>Derived statuses, one of which the document has; empty for any.</summary>
    public IReadOnlyList<DocumentStatus> Statuses { get; init; } = [];

    public ReviewStatus? ReviewStatus { get; init; }

    /// <summary>Received then or later, UTC.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Received before, UTC.</summary>
    public DateTimeOffset? CreatedTo { get; init; }

    /// <summary>Language by whose rules the latest run read it, ISO 639-1 or <see cref="DocumentLanguage.Unknown"/>.</summary>
    public string? Language { get; init; }

    /// <summary>Part of the file's name, folded (<see cref="Fold"/>); null for any name.</summary>
    public string? NamePart { get; init; }

    /// <summary>Every document.</summary>
    public static DocumentFilter All { get; } = new();

    /// <summary>A text in which case, accents and the width of spaces make no difference.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Join(' ', FoldedText.Of(text).Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Whether a file's name has <see cref="NamePart"/>.</summary>
    public bool IsNamedSo(string fileName) => NamePart is null || Fold(fileName).Contains(NamePart, StringComparison.Ordinal);
}
