using System.Buffers;
using RunFunctions.Core.Documents.Domain.Normalisation;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>Lines with which practice systems open an entry: <c>- 03/09/20 - 16:36 - text</c> (specs/documents.md §6.8).</summary>
internal static class ClinicalTimeline
{
    public const string MappingId = "anchor::timeline";

    private static readonly SearchValues<char> Bullets = SearchValues.Create("-*\u2022\u00B7> ");

    /// <summary>Whether the date opens its line, and a time follows that ends the line or has a dash after it.</summary>
    public static bool IsEntry(RecordText record, int line, DateMention mention)
    {
        var place = record.Trimmed(line);
        var text = record.Text;
        if (text.AsSpan(place.Start, mention.Start - place.Start).IndexOfAnyExcept(Bullets) >= 0)
        {
            return false;
        }

        var position = SkipSpaces(text, mention.End, place.End);
        if (position == place.End || text[position] != '-')
        {
            return false;
        }

        position = SkipSpaces(text, position + 1, place.End);
        var time = position;
        while (position < place.End && (char.IsAsciiDigit(text[position]) || text[position] == ':'))
        {
            position++;
        }

        var colon = text.AsSpan(time, position - time).IndexOf(':');
        position = SkipSpaces(text, position, place.End);
        return colon is 1 or 2 && (position == place.End || text[position] == '-');
    }

    private static int SkipSpaces(string text, int from, int end)
    {
        var position = from;
        while (position < end && text[position] is ' ' or '\t')
        {
            position++;
        }

        return position;
    }
}
