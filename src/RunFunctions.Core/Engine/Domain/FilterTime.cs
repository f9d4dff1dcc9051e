using System.Globalization;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Domain;

/// <summary>Moments as filters of lists spell them: RFC 3339, UTC when nothing else is said.</summary>
public static class FilterTime
{
    private static readonly string[] Formats =
        ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <returns>In UTC; null when the text is no such moment, or one at the edges of the calendar.</returns>
    public static DateTimeOffset? Find(string text) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        && time.UtcDateTime.Year is > 1 and < 9999
            ? time.ToUniversalTime()
            : null;

    /// <summary>The one spelling of a moment in what a cursor is bound to.</summary>
    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>What is wrong with a text that is no moment.</summary>
    /// <param name="name">The parameter.</param>
    public static InputError Error(string name) => new(name, "date_time", "Expected a time of the years 2 to 9998, such as 2026-03-01T12:00:00Z.");
}
