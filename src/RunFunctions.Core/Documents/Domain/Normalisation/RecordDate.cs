using System.Globalization;
using System.Text.RegularExpressions;

namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>A date as written in a record: day first, or year first; separators <c>/ - .</c> (specs/documents.md §6.6).</summary>
/// <param name="Date">The calendar day.</param>
/// <param name="IsOrderAmbiguous">Whether the same text with the month first would be another valid day.</param>
public readonly record struct RecordDate(DateOnly Date, bool IsOrderAmbiguous)
{
    /// <summary>Two-digit years below this are of the 21st century.</summary>
    private const int PivotYear = 69;

    private const int FirstYear = 1900;
    private const int LastYear = 2100;

    private static readonly Regex Pattern = new(
        @"^(?:(?:el|dia|del|on|the|lunes|martes|miercoles|jueves|viernes|sabado|domingo|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun)[ ,]{1,2}){0,2}"
        + @"(?<date>(?<a>[0-9]{1,4})(?:/(?<b>[0-9]{1,2})/|-(?<b>[0-9]{1,2})-|\.(?<b>[0-9]{1,2})\.)(?<c>[0-9]{1,4}))(?:$|[^0-9/\-.]|[/\-.](?:$|[^0-9]))",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Reads the date a folded value begins with; a weekday may stand before it.</summary>
    /// <returns>Null when there is none, or the calendar has no such day.</returns>
    public static RecordDate? AtStart(ReadOnlySpan<char> foldedValue) => Match(foldedValue)?.Date;

    /// <summary>Characters up to the end of the date that the value begins with.</summary>
    internal static int? LengthAtStart(ReadOnlySpan<char> foldedValue) => Match(foldedValue)?.Length;

    public string ToIso() => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static (RecordDate Date, int Length)? Match(ReadOnlySpan<char> value)
    {
        const int LongestDate = 40;
        var match = Pattern.Match(value[..Math.Min(value.Length, LongestDate)].ToString());
        if (!match.Success || Read(match) is not { } date)
        {
            return null;
        }

        var written = match.Groups["date"];
        return (date, written.Index + written.Length);
    }

    private static RecordDate? Read(Match match)
    {
        var (first, middle, last) = (match.Groups["a"].Value, Number(match.Groups["b"]), match.Groups["c"].Value);
        return (first.Length, last.Length) switch
        {
            (4, 1 or 2) => Day(int.Parse(first), middle, int.Parse(last)) is { } day ? new(day, IsOrderAmbiguous: false) : null,
            (1 or 2, 2 or 4) => DayFirst(int.Parse(first), middle, Year(last)),
            _ => null,
        };
    }

    private static RecordDate? DayFirst(int day, int month, int year)
        => Day(year, month, day) is { } date
            ? new(date, IsOrderAmbiguous: day != month && Day(year, day, month) is not null)
            : null;

    private static int Number(Group group) => int.Parse(group.Value);

    private static int Year(string digits)
    {
        var year = int.Parse(digits);
        return digits.Length switch
        {
            2 when year < PivotYear => 2000 + year,
            2 => 1900 + year,
            _ => year,
        };
    }

    private static DateOnly? Day(int year, int month, int day)
        => year is >= FirstYear and <= LastYear && month is >= 1 and <= 12 && day >= 1
            && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
}
