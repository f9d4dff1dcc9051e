using System.Text;

namespace RunFunctions.Infrastructure.Pdf.Layout;

/// <summary>
/// Turns the glyphs of a page into lines of text: rows from top to bottom, each from left to right, as a reader
/// of forms and clinical histories expects. Text that runs in other directions comes after the upright text.
/// </summary>
internal sealed class PageLayout(ExtractionBudget budget)
{
    private const int RowsLookedBack = 8;
    private const int SegmentsPerClockReading = 1024;

    /// <summary>The text with lines joined by one line feed and without blank lines.</summary>
    public string Arrange(PageContent content)
    {
        var text = new StringBuilder();
        var directions = content.Glyphs.GroupBy(g => g.Angle).OrderBy(g => g.Key == 0 ? 0 : 1);
        foreach (var row in directions.SelectMany(direction => Rows(Segments(direction))))
        {
            var start = text.Length;
            text.Append(start > 0 ? "\n" : "");
            var textStart = text.Length;
            row.AppendTo(text);
            if (text.Length == textStart)
            {
                text.Length = start;
            }

            budget.CheckTextLength(text.Length);
        }

        return text.ToString();
    }

    private static List<TextSegment> Segments(IEnumerable<ShownGlyph> glyphs)
    {
        var segments = new List<TextSegment>();
        TextSegment? current = null;
        var afterSpace = false;
        foreach (var glyph in glyphs)
        {
            if (glyph.IsSpace)
            {
                afterSpace = true;
                if (current is not null)
                {
                    current.EndsInSpace = true;
                }
            }
            else
            {
                if (current is null || !current.TryAppend(glyph))
                {
                    current = new TextSegment(glyph, afterSpace);
                    segments.Add(current);
                }

                afterSpace = false;
            }
        }

        return segments;
    }

    private List<TextRow> Rows(List<TextSegment> segments)
    {
        var rows = new List<TextRow>();
        var placed = 0;
        foreach (var segment in segments.OrderByDescending(s => s.Baseline))
        {
            if (++placed % SegmentsPerClockReading == 0)
            {
                budget.CheckTime();
            }

            if (!TryPlace(segment, rows))
            {
                rows.Add(new TextRow(segment));
            }
        }

        return [.. rows.OrderByDescending(r => r.Baseline)];
    }

    private static bool TryPlace(TextSegment segment, List<TextRow> rows)
    {
        for (var i = rows.Count - 1; i >= Math.Max(0, rows.Count - RowsLookedBack); i--)
        {
            if (rows[i].TryAdd(segment))
            {
                return true;
            }
        }

        return false;
    }
}
