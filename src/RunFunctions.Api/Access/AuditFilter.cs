using System.Globalization;
using Microsoft.AspNetCore.Http;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Access;

/// <summary>What a request selects from the audit.</summary>
public static class AuditFilter
{
    public const string Subject = "subject";
    public const string Action = "action";
    public const string ObjectType = "object_type";
    public const string ObjectId = "object_id";
    public const string Outcome = "outcome";
    public const string From = "from";
    public const string To = "to";

    private static readonly string[] Names = [Subject, Action, ObjectType, ObjectId, Outcome, From, To];
    private static readonly TimeSpan DefaultRange = TimeSpan.FromDays(1);

    // The clocks of other processes may be ahead.
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>Reads the filter: by default everything of the last 24 hours.</summary>
    public static Result<AuditQuery> Read(HttpRequest request, OrganizationId organization, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        List<InputError> errors = [];
        var to = Keep(QueryValues.Optional(request, To, Time), errors);
        var from = Keep(QueryValues.Optional(request, From, Time), errors) ?? (to ?? now) - DefaultRange;
        var end = to ?? Min(now + Ahead, from + AuditQuery.LongestRange);
        var query = new AuditQuery(organization, from, end)
        {
            User = Keep(QueryValues.Optional(request, Subject, PathIds.User), errors),
            Action = OneOf(request, Action, AccessMatrix.Rows.Select(row => row.Audit?.Action).Append(NoteTokenUse.Action), errors),
            ObjectType = OneOf(request, ObjectType, AccessMatrix.Rows.Select(row => row.Audit?.ObjectType), errors),
            ObjectId = Value(request, ObjectId),
            Outcome = OneOf(request, Outcome, Enum.GetValues<AuditOutcome>().Select(AuditEntryView.NameOf), errors) is { } outcome
                ? Enum.GetValues<AuditOutcome>().FirstOrDefault(value => AuditEntryView.NameOf(value) == outcome)
                : null,
        };
        return errors.Count > 0 ? Refusal.Invalid(errors)
            : query.Check() is { } refusal ? refusal
            : query;
    }

    /// <summary>Reads a day, as <c>2026-03-01</c>.</summary>
    public static Result<DateOnly> Day(HttpRequest request, string name, DateOnly fallback) =>
        Value(request, name) is not { } text ? fallback
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : Refusal.Invalid(name, "date", "Expected a day such as 2026-03-01.");

    /// <summary>Name of the list for cursors: with everything that selects.</summary>
    public static string ListName(HttpRequest request) =>
        "audit|" + string.Join('&', Names.Where(request.Query.ContainsKey).Select(name => $"{name}={Uri.EscapeDataString(request.Query[name].ToString())}"));

    private static string? Value(HttpRequest request, string name) => request.Query.TryGetValue(name, out var text) ? text.ToString() : null;

    private static string? OneOf(HttpRequest request, string name, IEnumerable<string?> values, List<InputError> errors)
    {
        var known = values.OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        var text = Value(request, name);
        if (text is not null && !known.Contains(text))
        {
            errors.Add(new InputError(name, "enum", $"Expected one of: {string.Join(", ", known)}."));
        }

        return text;
    }

    private static Result<DateTimeOffset> Time(string text, string name) =>
        DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && time.UtcDateTime.Year is > 1 and < 9999
            ? time.ToUniversalTime()
            : Refusal.Invalid(name, "date_time", "Expected a time such as 2026-03-01T12:00:00Z.");

    private static T? Keep<T>(Result<T?> read, List<InputError> errors)
        where T : struct
    {
        errors.AddRange(read.Refusal?.Errors ?? []);
        return read.Value;
    }

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
