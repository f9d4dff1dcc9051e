using System.Buffers;
using System.Collections.Frozen;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>
/// Finds the labels of a line in one walk over its words, longest phrase first. A label is whole words only, so
/// "edad" is not found in "enfermedad" (specs/documents.md §9.2 item 2).
/// </summary>
internal sealed class LabelScanner(LabelDictionary dictionary, string text)
{
    private const int MaxTrailingWords = 3;
    private const int MaxTrailingLength = 40;
    private const int MaxBracketLength = 20;

    private static readonly SearchValues<char> LineEdges = SearchValues.Create(" \t.:-=_*");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> LinkingWords =
        FrozenSet.Create("de", "del", "la", "el", "los", "las", "al", "su", "un", "una", "en", "y", "por", "para", "con",
            "of", "the", "a", "an", "and", "for", "with", "his", "her", "its", "in", "on", "at")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Labels of the line in order of place, without overlaps; some may turn out to be ordinary words.</summary>
    public IReadOnlyList<LabelHit> Scan(TextLine line)
    {
        List<LabelHit>? hits = null;
        var firstInk = SkipSpaces(line.Start, line.End);
        var previousWord = Range.EndAt(0);
        var position = line.Start;
        while (NextWord(position, line.End) is var (start, end) && start < end)
        {
            position = end;
            if (LongestLabel(start, end, line.End) is { } found && !JoinsToWordBefore(start, line.Start))
            {
                position = found.End;
                if (Hit(found.Label, start, found.End, line, firstInk, text.AsSpan(previousWord)) is { } hit)
                {
                    (hits ??= []).Add(hit);
                    position = hit.ValueStart;
                }
            }

            previousWord = start..end;
        }

        return hits is null ? [] : hits;
    }

    /// <summary>The label that the line is, bullets and end punctuation aside; null when it is anything else.</summary>
    public Label? LabelAlone(TextLine line)
    {
        var (start, end) = NextWord(line.Start, line.End);
        return start < end && LongestLabel(start, end, line.End) is { } found
            && text.AsSpan(found.End, line.End - found.End).IndexOfAnyExcept(LineEdges) < 0
            ? found.Label
            : null;
    }

    private LabelHit? Hit(
        Label label, int start, int end, TextLine line, int firstInk, ReadOnlySpan<char> previousWord)
    {
        var startsSegment = StartsSegment(start, line.Start, firstInk);
        var (separator, valueStart) = SeparatorAt(end, line.End);
        if (separator == LabelSeparator.None && startsSegment && label.Meaning.AllowsTrailingWords
            && ColonAfterTrailingWords(valueStart, line.End) is { } colon)
        {
            (separator, valueStart) = (LabelSeparator.Colon, colon + 1);
        }

        return label.Meaning.Separators.HasFlag(separator)
            && (separator != LabelSeparator.None || ValueReader.ShapeAtStart(text, label.Meaning.Shape, valueStart, line.End) is not null)
            ? new LabelHit(label, start, valueStart, separator, startsSegment, !startsSegment && LinkingWords.Contains(previousWord))
            : null;
    }

    private (int Start, int End) NextWord(int from, int lineEnd)
    {
        var start = from;
        while (start < lineEnd && !char.IsLetterOrDigit(text[start]))
        {
            start++;
        }

        return (start, WordEnd(start, lineEnd));
    }

    private int WordEnd(int start, int lineEnd)
    {
        var end = start;
        while (end < lineEnd && char.IsLetterOrDigit(text[end]))
        {
            end++;
        }

        return end;
    }

    private (Label Label, int End)? LongestLabel(int start, int end, int lineEnd)
    {
        (Label Label, int End)? longest = null;
        var node = dictionary.First(text.AsSpan(start, end - start));
        while (node is not null)
        {
            if (node.Label is { } label)
            {
                longest = (label, end);
            }

            start = AfterJoint(end, lineEnd);
            end = WordEnd(start, lineEnd);
            node = start == end ? null : node.Next(text.AsSpan(start, end - start));
        }

        return longest;
    }

    /// <summary>Skips what may stand between two words of one label: <c>F. Nac</c>, <c>Especie/Raza</c>, <c>E-mail</c>.</summary>
    private int AfterJoint(int end, int lineEnd)
    {
        const int MaxJointLength = 3;
        var next = end;
        while (next < lineEnd && next - end < MaxJointLength && text[next] is ' ' or '.' or '/' or '\'' or '-')
        {
            next++;
        }

        return next;
    }

    private (LabelSeparator Separator, int ValueStart) SeparatorAt(int end, int lineEnd)
    {
        var position = SkipBracket(SkipSpaces(SkipAbbreviation(end, lineEnd), lineEnd), lineEnd);
        if (position == lineEnd)
        {
            return (LabelSeparator.None, position);
        }

        var spaced = position > end || (position + 1 < lineEnd && text[position + 1] is ' ' or '\t');
        return text[position] switch
        {
            ':' => (LabelSeparator.Colon, position + 1),
            '|' => (LabelSeparator.Pipe, position + 1),
            '-' when spaced || position + 1 == lineEnd || !char.IsLetter(text[position + 1]) => (LabelSeparator.Dash, position + 1),
            _ => (LabelSeparator.None, position),
        };
    }

    private int? ColonAfterTrailingWords(int from, int lineEnd)
    {
        var words = 0;
        var position = from;
        while (position < Math.Min(lineEnd, from + MaxTrailingLength))
        {
            var (start, end) = NextWord(position, lineEnd);
            if (start == end || start > SkipSpaces(position, lineEnd) || words++ == MaxTrailingWords
                || dictionary.First(text.AsSpan(start, end - start))?.Label is not null)
            {
                return null;
            }

            position = SkipBracket(SkipSpaces(end, lineEnd), lineEnd);
            if (position < lineEnd && text[position] == ':')
            {
                return position;
            }
        }

        return null;
    }

    private int SkipAbbreviation(int position, int lineEnd)
        => position < lineEnd && text[position] is '.' or '#' ? position + 1 : position;

    private int SkipSpaces(int position, int lineEnd)
    {
        while (position < lineEnd && text[position] is ' ' or '\t')
        {
            position++;
        }

        return position;
    }

    /// <summary>Steps over a remark such as <c>(kg)</c> or <c>(s)</c>, but not over one that holds the value.</summary>
    private int SkipBracket(int position, int lineEnd)
    {
        if (position >= lineEnd || text[position] != '(')
        {
            return position;
        }

        var inside = text.AsSpan(position, Math.Min(lineEnd - position, MaxBracketLength));
        var close = inside.IndexOf(')');
        return close < 0 || inside[..close].ContainsAnyInRange('0', '9') ? position : SkipSpaces(position + close + 1, lineEnd);
    }

    /// <summary>A hyphen or an apostrophe ties the label to a word before it, as in "up-date".</summary>
    private bool JoinsToWordBefore(int start, int lineStart)
        => start - 2 >= lineStart && text[start - 1] is '-' or '\'' or '_' or '@' && char.IsLetterOrDigit(text[start - 2]);

    private bool StartsSegment(int start, int lineStart, int firstInk)
    {
        var before = start;
        while (before > lineStart && text[before - 1] is ' ' or '\t')
        {
            before--;
        }

        return before == lineStart
            || start - before >= 2
            || (start > before && text[start - 1] == '\t')
            || text[before - 1] is ';' or '|' or ',' or '.' or ')' or '*' or '\u2022' or '\u00B7' or '>'
            || (text[before - 1] == '-' && before - 1 == firstInk);
    }
}
