using System.Globalization;
using RunFunctions.Core.Documents.Domain.Mining;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Interpretation;

/// <summary>
/// The age that the document tells, or the one that follows from the birth at the last visit (specs/documents.md §6.8).
/// </summary>
internal sealed class PatientAge(string? language, DateOnly today)
{
    private const string Rule = "derived::dob";
    private const int MonthsInYear = 12;

    /// <param name="told">The field of an age that the document tells.</param>
    /// <param name="dob">The field of the day of birth.</param>
    /// <param name="days">ISO days of visits, then, as a second choice, of the document.</param>
    /// <param name="factory">Builds the field of an age that follows.</param>
    /// <returns>Null when nothing tells the age.</returns>
    public StructuredField? Of(
        StructuredField? told, StructuredField? dob, (IEnumerable<string> Visits, string? Document) days, StructuredFieldFactory factory)
    {
        if (told is not null)
        {
            return told with { DisplayValue = Shown(told.Value.AsText()!) };
        }

        if (dob is null || Day(dob.Value.AsText()) is not { } birth)
        {
            return null;
        }

        var reference = days.Visits.Select(Day).Where(IsPast).Max() ?? (Day(days.Document) is { } day && IsPast(day) ? day : today);
        var months = Months(birth, reference);
        return birth > reference ? null : factory.Derived(Derived(dob, months)) with { DisplayValue = Shown(months) };
    }

    private static Candidate Derived(StructuredField dob, int months)
    {
        var years = (months / MonthsInYear).ToString(CultureInfo.InvariantCulture);
        return new Candidate(FieldKeys.Age, years, years, dob.FieldCandidateConfidence, dob.Evidence!, Rule);
    }

    /// <summary>An age told as a bare number is of years; an age told in words is shown as it is.</summary>
    private string? Shown(string value)
        => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var years) && years < 1000
            ? Shown(years * MonthsInYear, isYears: true)
            : null;

    private string Shown(int months) => Shown(months, isYears: months >= MonthsInYear);

    private string Shown(int months, bool isYears)
    {
        var count = isYears ? months / MonthsInYear : months;
        var unit = (language == "en", isYears, count == 1) switch
        {
            (true, true, true) => "year",
            (true, true, false) => "years",
            (true, false, true) => "month",
            (true, false, false) => "months",
            (false, true, true) => "año",
            (false, true, false) => "años",
            (false, false, true) => "mes",
            (false, false, false) => "meses",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{count} {unit}");
    }

    private bool IsPast(DateOnly? day) => day <= today;

    private static int Months(DateOnly birth, DateOnly day)
        => ((day.Year - birth.Year) * MonthsInYear) + day.Month - birth.Month - (day.Day < birth.Day ? 1 : 0);

    private static DateOnly? Day(string? iso)
        => DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
