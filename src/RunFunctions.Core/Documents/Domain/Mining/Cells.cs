namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>The parts of a line between pipes, tabs, wide gaps, dots and dashes with spaces around them.</summary>
internal static class Cells
{
    public static IReadOnlyList<TextLine> Of(RecordText record, int line) => Of(record.Text, record.Trimmed(line), atCommas: false);

    /// <param name="text">Folded text.</param>
    /// <param name="place">What to cut.</param>
    /// <param name="atCommas">Also at commas, semicolons, brackets and slashes between words.</param>
    /// <returns>Without the white space around them; empty ones are left out.</returns>
    public static IReadOnlyList<TextLine> Of(string text, TextLine place, bool atCommas)
    {
        var cells = new List<TextLine>();
        var start = place.Start;
        for (var position = place.Start; position < place.End; position++)
        {
            if (IsCut(text, position, place, atCommas))
            {
                Add(cells, text, start, position);
                start = position + 1;
            }
        }

        Add(cells, text, start, place.End);
        return cells;
    }

    private static bool IsCut(string text, int position, TextLine place, bool atCommas)
    {
        var isSpaced = position > place.Start && position + 1 < place.End && text[position - 1] == ' ' && text[position + 1] == ' ';
        return text[position] switch
        {
            '|' or '\t' => true,
            '-' or '\u00B7' or '\u2022' => isSpaced,
            ' ' => position + 1 < place.End && text[position + 1] == ' ',
            ';' or '(' or ')' => atCommas,
            ',' => atCommas && !(position + 1 < place.End && char.IsAsciiDigit(text[position + 1])),
            '/' => atCommas && (isSpaced || (position + 1 < place.End && char.IsLetter(text[position + 1])
                && position > place.Start && char.IsLetter(text[position - 1]))),
            _ => false,
        };
    }

    private static void Add(List<TextLine> cells, string text, int start, int end)
    {
        var cell = text.AsSpan(start, end - start);
        var first = start + (cell.Length - cell.TrimStart().Length);
        if (!cell.Trim().IsEmpty)
        {
            cells.Add(new TextLine(first, first + cell.Trim().Length));
        }
    }
}
