using System.Collections.Frozen;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>Words written as names: with a capital, joined by particles such as "de la".</summary>
internal static class NameWords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Particles =
        FrozenSet.Create("de", "del", "la", "las", "los", "el", "y", "van", "von", "da", "do", "dos", "the", "of", "and", "san")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Reads names from <paramref name="start"/> on, one space between them, as far as they go.</summary>
    /// <returns>How many words with a capital, and where the last of them ends.</returns>
    public static (int Count, int End) Read(RecordText record, int start, int end)
    {
        var (count, last, position) = (0, start, start);
        while (position < end)
        {
            var wordEnd = WordEnd(record.Text, position, end);
            if (wordEnd == position)
            {
                break;
            }

            if (IsCapital(record, position))
            {
                count++;
                last = wordEnd;
            }
            else if (count == 0 || !Particles.Contains(record.Text.AsSpan(position, wordEnd - position)))
            {
                break;
            }

            position = wordEnd < end && record.Text[wordEnd] == '.' && wordEnd - position <= 4 ? wordEnd + 1 : wordEnd;
            if (position >= end || record.Text[position] != ' ')
            {
                break;
            }

            position++;
        }

        return (count, last);
    }

    /// <summary>Whether the whole passage is names.</summary>
    public static bool Are(RecordText record, TextLine place, int min, int max)
        => Read(record, place.Start, place.End) is var (count, end) && end == place.End && count >= min && count <= max;

    public static bool IsParticle(ReadOnlySpan<char> foldedWord) => Particles.Contains(foldedWord);

    public static bool IsCapital(RecordText record, int position)
        => char.IsUpper(record.Document.Text[record.Folded.OriginOf(position)]);

    private static int WordEnd(string text, int start, int end)
    {
        var position = start;
        while (position < end && (char.IsLetter(text[position])
            || (position > start && text[position] is '\'' or '-' && position + 1 < end && char.IsLetter(text[position + 1]))))
        {
            position++;
        }

        return position;
    }
}
