using System.Text;

namespace RunFunctions.Infrastructure.Pdf.Layout;

/// <summary>Segments that a reader sees on one line, superscripts and neighbouring columns included.</summary>
internal sealed class TextRow(TextSegment first)
{
    private const double SameLine = 0.15;
    private const double MaxShift = 0.55;

    // From this gap on, in ems, two texts are cells of a table or columns of a form.
    private const double ColumnGap = 1.5;
    private const string ColumnSeparator = "  ";

    private readonly List<TextSegment> _segments = [first];
    private TextSegment _largest = first;

    public double Baseline => _largest.Baseline;

    /// <summary>Takes a segment in if it stands on this line.</summary>
    public bool TryAdd(TextSegment segment)
    {
        var size = (segment.Size + _largest.Size) / 2;
        var shift = Math.Abs(segment.Baseline - Baseline);
        if (shift > MaxShift * size || (shift > SameLine * size && _segments.Exists(segment.Overlaps)))
        {
            return false;
        }

        _segments.Add(segment);
        if (segment.Size > _largest.Size)
        {
            _largest = segment;
        }

        return true;
    }

    public void AppendTo(StringBuilder text)
    {
        TextSegment? previous = null;
        foreach (var segment in _segments.OrderBy(s => s.Start))
        {
            if (previous is not null)
            {
                if (segment.Repeats(previous))
                {
                    continue;
                }

                text.Append(Separator(previous, segment));
            }

            text.Append(segment.Text);
            previous = segment;
        }
    }

    private static string Separator(TextSegment left, TextSegment right)
    {
        var size = Math.Min(left.Size, right.Size);
        var gap = right.Start - left.End;
        if (gap > ColumnGap * Math.Max(left.Size, right.Size))
        {
            return ColumnSeparator;
        }

        // An overlap says that the texts are unrelated, as when a stamp lies over a form.
        var joined = gap <= TextSegment.WordGap * size && gap >= -MaxShift * size && !left.EndsInSpace && !right.StartsAfterSpace;
        return joined ? "" : " ";
    }
}
