using System.Globalization;
using System.Text;

namespace RunFunctions.Core.Documents.Domain;

/// <summary>
/// The name under which a client uploaded a document, made safe to store, log and send back: base name only,
/// no control or formatting characters, at most <see cref="MaxLength"/> UTF-16 code units, never empty.
/// </summary>
public sealed record OriginalFileName
{
    /// <summary>UTF-16 code units; long names lose the end of the stem and keep their extension.</summary>
    public const int MaxLength = 200;

    private const string Fallback = "document.pdf";
    private const int MaxExtensionLength = 10;

    private OriginalFileName(string value) => Value = value;

    public string Value { get; }

    /// <param name="clientName">As sent; may hold a path of any operating system.</param>
    public static OriginalFileName From(string? clientName)
    {
        var name = clientName ?? string.Empty;
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        name = WithoutUnprintable(name).Trim();
        return name.Trim('.', ' ').Length == 0 ? new(Fallback) : new(Shortened(name));
    }

    public override string ToString() => Value;

    private static string WithoutUnprintable(string name)
    {
        var kept = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            // Formatting characters include the bidirectional overrides that can hide an extension.
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
            {
                kept.Append(rune);
            }
        }

        return kept.ToString();
    }

    private static string Shortened(string name)
    {
        if (name.Length <= MaxLength)
        {
            return name;
        }

        var dot = name.LastIndexOf('.');
        var extension = dot >= 0 && name.Length - dot <= MaxExtensionLength ? name[dot..] : string.Empty;
        var stem = MaxLength - extension.Length;
        if (char.IsHighSurrogate(name[stem - 1]))
        {
            stem--;
        }

        return name[..stem] + extension;
    }
}
