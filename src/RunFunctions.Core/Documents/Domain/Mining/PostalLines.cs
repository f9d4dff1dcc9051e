using RunFunctions.Core.Documents.Domain.Normalisation;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>The lines below a street that belong to the same address (specs/documents.md §9.2 item 10).</summary>
internal static class PostalLines
{
    private const int MaxLines = 2;
    private const int MaxLength = 80;

    /// <summary>An address that reaches the end of its line goes on in lines that are a postcode and a town.</summary>
    /// <param name="record">The text.</param>
    /// <param name="end">After the last character of the street.</param>
    public static int EndOf(RecordText record, int end)
    {
        var line = record.LineAt(end);
        if (record.Text.AsSpan(end, record.Lines[line].Line.End - end).IndexOfAnyExcept(" ,.\t") >= 0)
        {
            return end;
        }

        var last = end;
        for (var below = line + 1; below < record.Lines.Count && below <= line + MaxLines; below++)
        {
            var place = record.Trimmed(below);
            if (record.Lines[below].Hits.Count > 0 || place.End - place.Start is 0 or > MaxLength
                || !PostalAddress.IsPostalLine(record.Text[place.Start..place.End]))
            {
                break;
            }

            last = place.End;
        }

        return last;
    }
}
