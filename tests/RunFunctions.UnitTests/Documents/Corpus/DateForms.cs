using System.Globalization;

namespace RunFunctions.UnitTests.Documents.Corpus;

/// <summary>How dates are written; day first unless the year is.</summary>
internal static class DateForms
{
    public static readonly string[] Spanish = ["dd/MM/yyyy", "dd/MM/yyyy", "d/M/yyyy", "dd-MM-yyyy", "dd.MM.yyyy", "dd/MM/yy", "d/M/yy", "yyyy-MM-dd"];

    public static readonly string[] English = ["dd/MM/yyyy", "dd/MM/yyyy", "d/M/yyyy", "dd-MM-yyyy", "dd/MM/yy", "yyyy-MM-dd", "yyyy/MM/dd"];

    private static readonly string[] SpanishMonths =
        ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];

    private static readonly string[] EnglishMonths =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    public static Written Write(DateOnly date, string form) => new(date.ToString(form, CultureInfo.InvariantCulture), Iso(date));

    /// <summary>With the month as a word, as letters have it.</summary>
    public static Written InWords(DateOnly date, string language)
        => new(
            language == "es"
                ? $"{date.Day} de {SpanishMonths[date.Month - 1]} de {date.Year}"
                : $"{date.Day} {EnglishMonths[date.Month - 1]} {date.Year}",
            Iso(date));

    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
