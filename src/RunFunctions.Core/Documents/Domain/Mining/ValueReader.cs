using RunFunctions.Core.Documents.Domain.Normalisation;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>Finds where the value of a label begins and ends, in folded offsets (specs/documents.md §6.4 P1).</summary>
internal sealed class ValueReader(string text, IReadOnlyList<LabelledLine> lines)
{
    private const string Edges = " .,:;|\t\r\n";

    /// <summary>White space allowed between a label and its value on one line, in UTF-16 code units.</summary>
    private const int MaxGap = 200;

    /// <summary>A value may stand below its label, with at most one blank line between them.</summary>
    private const int MaxLinesBelow = 2;

    /// <returns>Null when nothing, or nothing of the promised shape, follows the label.</returns>
    public (int Start, int End)? Read(int lineIndex, int hitIndex)
    {
        var hit = lines[lineIndex].Hits[hitIndex];
        var meaning = hit.Label.Meaning;
        if (hit.Separator == LabelSeparator.None)
        {
            var end = EndOf(lineIndex, hitIndex, meaning);
            return ShapeAtStart(text, meaning.Shape, hit.ValueStart, end) is { } length
                ? (hit.ValueStart, hit.ValueStart + length)
                : null;
        }

        var inline = Trim(hit.ValueStart, EndOf(lineIndex, hitIndex, meaning), meaning.MaxLength);
        var isLastOfLine = hitIndex == lines[lineIndex].Hits.Count - 1;
        return inline ?? (hit.Separator == LabelSeparator.Colon && isLastOfLine ? Below(lineIndex, meaning) : null);
    }

    /// <summary>The value below a label that is a whole line; a shape that was promised must be there.</summary>
    public (int Start, int End)? ReadBelow(int lineIndex, LabelMeaning meaning)
    {
        if (Below(lineIndex, meaning) is not { } value)
        {
            return null;
        }

        return meaning.Shape == ValueShape.Text ? value
            : ShapeAtStart(text, meaning.Shape, value.Start, value.End) is { } length ? (value.Start, value.Start + length) : null;
    }

    private (int Start, int End)? Below(int lineIndex, LabelMeaning meaning)
    {
        for (var below = lineIndex + 1; below < lines.Count && below <= lineIndex + MaxLinesBelow; below++)
        {
            var line = lines[below].Line;
            if (line.IsBlankIn(text))
            {
                continue;
            }

            var startsWithLabel = lines[below].Hits.Any(hit => text.AsSpan(line.Start, hit.Start - line.Start).IsWhiteSpace());
            return startsWithLabel || (lines[below].Alone is { } alone && alone.Meaning != meaning)
                ? null
                : Trim(line.Start, EndIn(line.Start, lines[below], firstHit: 0, meaning), meaning.MaxLength);
        }

        return null;
    }

    private int EndOf(int lineIndex, int hitIndex, LabelMeaning meaning)
        => EndIn(lines[lineIndex].Hits[hitIndex].ValueStart, lines[lineIndex], hitIndex + 1, meaning);

    /// <summary>
    /// A value ends at a semicolon, a pipe, the next label of the line, or the end of the line. Nothing beyond its
    /// greatest length is looked at, so that a line full of labels costs no more than its length.
    /// </summary>
    private int EndIn(int start, LabelledLine line, int firstHit, LabelMeaning meaning)
    {
        var end = Math.Min(line.Line.End, start + meaning.MaxLength + MaxGap);
        for (var index = firstHit; index < line.Hits.Count && line.Hits[index].Start < end; index++)
        {
            if (line.Hits[index].Separator is LabelSeparator.Colon or LabelSeparator.Pipe)
            {
                end = line.Hits[index].Start;
                break;
            }
        }

        var value = text.AsSpan(start, end - start);
        var stop = meaning.KeepsSemicolon ? value.IndexOf('|') : value.IndexOfAny(';', '|');

        stop = GapIn(value, meaning.IsProse) is var gap && gap > 0 && (stop <= 0 || gap < stop) ? gap : stop;

        // A pipe that opens the value is the separator's second half, as in "Paciente: | Rex".
        return stop > 0 ? start + stop : end;
    }

    /// <summary>
    /// Where a value gives way to another column: at a tab or two spaces. In prose two spaces after a full stop or a
    /// comma are a habit of typists.
    /// </summary>
    private static int GapIn(ReadOnlySpan<char> value, bool isProse)
    {
        var position = value.Length - value.TrimStart(" \t|").Length;
        while (position + 1 < value.Length)
        {
            var next = value[position..].IndexOfAny('\t', ' ');
            if (next < 0 || (position += next) + 1 >= value.Length)
            {
                break;
            }

            var isWide = value[position] == '\t' || value[position + 1] is ' ' or '\t';
            if (isWide && !(isProse && position > 0 && value[position - 1] is '.' or ','))
            {
                return position;
            }

            position++;
        }

        return -1;
    }

    private (int Start, int End)? Trim(int start, int end, int maxLength)
    {
        while (start < end && Edges.Contains(text[start]))
        {
            start++;
        }

        end = Math.Min(end, start + maxLength);
        while (end > start && Edges.Contains(text[end - 1]))
        {
            end--;
        }

        return start < end ? (start, end) : null;
    }

    /// <summary>Characters of the shape that begins at <paramref name="start"/>; null when it does not.</summary>
    public static int? ShapeAtStart(string text, ValueShape shape, int start, int end)
    {
        const int LongestShape = 80;
        var value = text.AsSpan(start, Math.Min(end - start, LongestShape));
        return shape switch
        {
            ValueShape.Date => RecordDate.LengthAtStart(value),
            ValueShape.Weight => BodyWeight.LengthAtStart(value),
            ValueShape.Digits => Microchip.LengthAtStart(value),
            ValueShape.RecordNumber => RecordNumber.LengthAtStart(value),
            ValueShape.Money => MoneyAmount.LengthAtStart(value),
            _ => null,
        };
    }
}
