using System.Collections.Frozen;
using System.Globalization;

namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>Reads one date at the start of a folded text, by hand because it is tried at every number of a document.</summary>
internal static class DateReader
{
    private const int MaxLeadWords = 2;
    private const int MaxJoint = 3;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> LeadWords =
        FrozenSet.Create("el", "dia", "del", "on", "the", "a", "lunes", "martes", "miercoles", "jueves", "viernes", "sabado",
            "domingo", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu",
            "fri", "sat", "sun")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <returns>The date and the characters up to its end.</returns>
    public static (RecordDate Date, int Length)? AtStart(ReadOnlySpan<char> text, DateOrder order)
    {
        var start = AfterLeadWords(text);
        return Here(text[start..], order) is { } found ? (found.Date, start + found.Length) : null;
    }

    /// <summary>As <see cref="AtStart"/>, with nothing before the date.</summary>
    public static (RecordDate Date, int Length)? Here(ReadOnlySpan<char> text, DateOrder order)
        => text.IsEmpty ? null : char.IsAsciiDigit(text[0]) ? Numeric(text, order) ?? DayMonthYear(text) : MonthDayYear(text);

    private static int AfterLeadWords(ReadOnlySpan<char> text)
    {
        var position = 0;
        for (var words = 0; words < MaxLeadWords; words++)
        {
            var end = position + Letters(text[position..]);
            var next = end;
            while (next < text.Length && next - end < 2 && text[next] is ' ' or ',')
            {
                next++;
            }

            if (next == end || !LeadWords.Contains(text[position..end]))
            {
                break;
            }

            position = next;
        }

        return position;
    }

    /// <summary>12/05/2024, 12-5-24, 2024.05.12; digits must not go on after it.</summary>
    private static (RecordDate Date, int Length)? Numeric(ReadOnlySpan<char> text, DateOrder order)
    {
        var first = Digits(text, 4);
        if (first == 0 || first >= text.Length || text[first] is not ('/' or '-' or '.'))
        {
            return null;
        }

        var separator = text[first];
        var second = Digits(text[(first + 1)..], 2);
        var third = first + second + 2;
        if (second == 0 || third > text.Length || text[third - 1] != separator)
        {
            return null;
        }

        var last = Digits(text[third..], 4);
        var end = third + last;
        if (last == 0 || GoesOn(text, end))
        {
            return null;
        }

        var (a, b) = (Number(text[..first]), Number(text.Slice(first + 1, second)));
        var c = text.Slice(third, last);
        var date = (first, last) switch
        {
            (4, 1 or 2) => RecordDate.YearFirst(a, b, Number(c)),
            (1 or 2, 2 or 4) => RecordDate.InOrder(a, b, c.ToString(), order),
            _ => null,
        };
        return date is { } found ? (found, end) : null;
    }

    /// <summary>12 de marzo de 2024, 12-mar-24, 12th March 2024.</summary>
    private static (RecordDate Date, int Length)? DayMonthYear(ReadOnlySpan<char> text)
    {
        var day = Digits(text, 2);
        var position = day;
        if (position + 1 < text.Length && text.Slice(position, 2) is "st" or "nd" or "rd" or "th")
        {
            position += 2;
        }

        position = AfterJoint(text, position);
        var month = Letters(text[position..]);
        if (position == day || month < 3 || MonthNames.Number(text.Slice(position, month)) is not { } number)
        {
            return null;
        }

        return Year(text, AfterJoint(text, position + month)) is { } year
            && RecordDate.WithMonthName(Number(text[..day]), number, year.Digits) is { } date
            ? (date, year.End)
            : null;
    }

    /// <summary>March 12, 2024.</summary>
    private static (RecordDate Date, int Length)? MonthDayYear(ReadOnlySpan<char> text)
    {
        var month = Letters(text);
        if (month < 3 || MonthNames.Number(text[..month]) is not { } number)
        {
            return null;
        }

        var start = AfterJoint(text, month);
        var day = Digits(text[start..], 2);
        var position = start + day;
        if (day == 0)
        {
            return null;
        }

        if (position + 1 < text.Length && text.Slice(position, 2) is "st" or "nd" or "rd" or "th")
        {
            position += 2;
        }

        return Year(text, AfterJoint(text, position)) is { Digits.Length: 4 } year
            && RecordDate.WithMonthName(Number(text.Slice(start, day)), number, year.Digits) is { } date
            ? (date, year.End)
            : null;
    }

    private static (string Digits, int End)? Year(ReadOnlySpan<char> text, int start)
    {
        var length = Digits(text[start..], 4);
        var end = start + length;
        var isShort = length == 2 && text[start - 1] is '-' or '/' or '\'';
        return (length == 4 || isShort) && !GoesOn(text, end) ? (text[start..end].ToString(), end) : null;
    }

    /// <summary>What may stand between day, month and year: a space, a comma, a dot, a dash, "de", "of".</summary>
    private static int AfterJoint(ReadOnlySpan<char> text, int from)
    {
        var position = SkipMarks(text, from);
        var word = Letters(text[position..]);
        return word is 2 or 3 && text.Slice(position, word) is "de" or "del" or "of"
            ? SkipMarks(text, position + word)
            : position;
    }

    private static int SkipMarks(ReadOnlySpan<char> text, int from)
    {
        var position = from;
        while (position < text.Length && position - from < MaxJoint && text[position] is ' ' or '.' or ',' or '-' or '/')
        {
            position++;
        }

        return position;
    }

    private static bool GoesOn(ReadOnlySpan<char> text, int end)
        => end < text.Length && (char.IsAsciiDigit(text[end])
            || (text[end] is '/' or '-' or '.' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])));

    private static int Digits(ReadOnlySpan<char> text, int max)
    {
        var count = 0;
        while (count < text.Length && count < max && char.IsAsciiDigit(text[count]))
        {
            count++;
        }

        return count;
    }

    private static int Letters(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('a', 'z');
        return end < 0 ? text.Length : end;
    }

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
