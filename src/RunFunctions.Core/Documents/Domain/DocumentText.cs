namespace RunFunctions.Core.Documents.Domain;

/// <summary>
/// The text of a document in reading order: pages joined by one line feed, no page markers
/// (specs/documents.md §6.1). Offsets count UTF-16 code units of <see cref="Text"/>.
/// </summary>
public sealed record DocumentText(string Text, IReadOnlyList<PageText> Pages)
{
    /// <summary>The 1-based page that holds <paramref name="offset"/>; a line feed between pages belongs to the page before it.</summary>
    /// <returns>Null when the offset is outside the text.</returns>
    public int? PageAt(int offset)
    {
        if (offset < 0 || offset >= Text.Length)
        {
            return null;
        }

        var low = 0;
        var high = Pages.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Pages[middle].Offset <= offset)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return Pages.Count == 0 ? null : Pages[low].Number;
    }
}

/// <summary>Where a page's text stands and how well it could be read; kept as evidence.</summary>
/// <param name="Number">1-based page number in the file.</param>
/// <param name="Offset">First UTF-16 code unit of the page in the document text.</param>
/// <param name="Length">UTF-16 code units of the page, without the joining line feed.</param>
/// <param name="Glyphs">Glyphs shown on the page.</param>
/// <param name="UndecodedGlyphs">Glyphs whose character could not be found out.</param>
/// <param name="Images">Images painted on the page.</param>
public sealed record PageText(int Number, int Offset, int Length, int Glyphs, int UndecodedGlyphs, int Images);
