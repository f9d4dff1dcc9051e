namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>
/// How far the prose after a label goes: a list below it has one item per line, and a line that begins with a small
/// letter continues the one before.
/// </summary>
internal static class TextBlock
{
    private const int MaxItems = 10;

    /// <param name="record">The text.</param>
    /// <param name="labelLine">The line of the label.</param>
    /// <param name="value">What stands after the label, or on the first line below it.</param>
    /// <param name="maxLength">Longest item in UTF-16 code units.</param>
    /// <returns>At least the value itself, without its bullet.</returns>
    public static IReadOnlyList<(int Start, int End)> From(
        RecordText record, int labelLine, (int Start, int End) value, int maxLength)
    {
        var line = record.LineAt(value.Start);
        var isList = line > labelLine && BulletLength(record, line) > 0;
        List<(int Start, int End)> items = [isList ? (value.Start + BulletIn(record, value), value.End) : value];
        for (var below = line + 1; below < record.Lines.Count && items.Count < MaxItems; below++)
        {
            var place = record.Trimmed(below);
            if (place.Start == place.End || record.Lines[below].Hits.Count > 0 || record.Lines[below].Alone is not null)
            {
                break;
            }

            var bullet = BulletLength(record, below);
            if (bullet == 0 && Continues(record, items[^1].End, below - 1, place) && place.End - items[^1].Start <= maxLength)
            {
                items[^1] = (items[^1].Start, place.End);
            }
            else if (isList && bullet > 0)
            {
                items.Add((place.Start + bullet, Math.Min(place.End, place.Start + bullet + maxLength)));
            }
            else
            {
                break;
            }
        }

        items.RemoveAll(item => item.Start >= item.End);
        return items.Count == 0 ? [value] : items.ConvertAll(item => (item.Start, WithoutMarks(record.Text, item)));
    }

    private static int WithoutMarks(string text, (int Start, int End) item)
        => item.Start + text.AsSpan(item.Start, item.End - item.Start).TrimEnd(" .,:;|\t").Length;

    private static bool Continues(RecordText record, int end, int lineBefore, TextLine place)
        => record.Lines[lineBefore].Line.End - end <= 1
            && (end == record.Text.Length || record.Text[end] is not '.' and not ';')
            && char.IsLower(record.Document.Text[record.Folded.OriginOf(place.Start)]);

    private static int BulletIn(RecordText record, (int Start, int End) value)
        => record.Trimmed(record.LineAt(value.Start)).Start == value.Start ? BulletLength(record, record.LineAt(value.Start)) : 0;

    /// <summary>Characters of <c>- </c>, <c>• </c> or <c>1. </c> at the start of a line.</summary>
    private static int BulletLength(RecordText record, int line)
    {
        var place = record.Trimmed(line);
        var text = record.Text.AsSpan(place.Start, place.End - place.Start);
        var mark = text.IndexOfAnyExceptInRange('0', '9');
        var isBullet = mark is 1 or 2 ? text[mark] is '.' or ')' or '-' : mark == 0 && text[0] is '-' or '*' or '\u2022' or '\u00B7';
        return isBullet && mark + 1 < text.Length && text[mark + 1] == ' ' ? mark + 2 : 0;
    }
}
