using System.Globalization;

namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>
/// A date as written in a record (specs/documents.md §6.6): in numbers with the separators <c>/ - .</c>, year first or
/// not, or with the name of the month.
/// </summary>
/// <param name="Date">The calendar day.</param>
/// <param name="IsOrderAmbiguous">Whether the same text in the other order would be another valid day.</param>
public readonly record struct RecordDate(DateOnly Date, bool IsOrderAmbiguous)
{
    /// <summary>Two-digit years below this are of the 21st century.</summary>
    private const int PivotYear = 69;

    private const int FirstYear = 1900;
    private const int LastYear = 2100;

    /// <summary>The only order in which the numbers are a day; null when both orders, or neither, apply.</summary>
    public DateOrder? OnlyOrder { get; private init; }

    /// <summary>Reads the date a folded value begins with; a weekday may stand before it.</summary>
    /// <param name="foldedValue">The value, or more text after it.</param>
    /// <param name="order">How dates in numbers are read when both orders are possible.</param>
    /// <returns>Null when there is none, or the calendar has no such day.</returns>
    public static RecordDate? AtStart(ReadOnlySpan<char> foldedValue, DateOrder order = DateOrder.DayFirst)
        => DateReader.AtStart(foldedValue, order)?.Date;

    /// <summary>Characters up to the end of the date that the value begins with.</summary>
    internal static int? LengthAtStart(ReadOnlySpan<char> foldedValue, DateOrder order = DateOrder.DayFirst)
        => DateReader.AtStart(foldedValue, order)?.Length;

    public string ToIso() => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static RecordDate? YearFirst(int year, int month, int day)
        => Day(year, month, day) is { } date ? new RecordDate(date, IsOrderAmbiguous: false) : null;

    /// <summary>Month first falls back to the only possible reading; day first, the rule of most records, does not.</summary>
    internal static RecordDate? InOrder(int first, int second, string year, DateOrder order)
    {
        var fullYear = FullYear(year);
        var dayFirst = Day(fullYear, second, first);
        var monthFirst = Day(fullYear, first, second);
        var only = (dayFirst, monthFirst) switch
        {
            (not null, null) => DateOrder.DayFirst,
            (null, not null) => DateOrder.MonthFirst,
            _ => (DateOrder?)null,
        };
        return (order == DateOrder.MonthFirst ? monthFirst ?? dayFirst : dayFirst) is { } date
            ? new RecordDate(date, IsOrderAmbiguous: only is null && first != second) { OnlyOrder = only }
            : null;
    }

    internal static RecordDate? WithMonthName(int day, int month, string year) => YearFirst(FullYear(year), month, day);

    private static int FullYear(string digits)
    {
        var year = int.Parse(digits, CultureInfo.InvariantCulture);
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

/// <summary>Which number comes first in a date such as 12/05/2024.</summary>
public enum DateOrder
{
    DayFirst,
    MonthFirst,
}
