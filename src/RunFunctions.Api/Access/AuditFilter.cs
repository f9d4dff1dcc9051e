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
        List<Refusal> refusals = [];
        var to = Time(request, To, refusals);
        var from = Time(request, From, refusals) ?? (to ?? now) - DefaultRange;
        var end = to ?? Min(now + Ahead, from + AuditQuery.LongestRange);
        var query = new AuditQuery(organization, from, end)
        {
            User = Value(request, Subject) is not { } user ? null : PathIds.User(user) is { Refusal: { } malformed } ? Refuse<UserId?>(malformed, refusals) : UserId.Parse(user),
            Action = OneOf(request, Action, AccessMatrix.Rows.Select(row => row.Audit?.Action).Append(NoteTokenUse.Action), refusals),
            ObjectType = OneOf(request, ObjectType, AccessMatrix.Rows.Select(row => row.Audit?.ObjectType), refusals),
            ObjectId = Value(request, ObjectId),
            Outcome = OneOf(request, Outcome, Enum.GetValues<AuditOutcome>().Select(AuditEntryView.NameOf), refusals) is { } outcome
                ? Enum.GetValues<AuditOutcome>().Single(value => AuditEntryView.NameOf(value) == outcome)
                : null,
        };
        return (refusals.FirstOrDefault() ?? query.Check()) is { } refusal ? refusal : query;
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

    private static string? OneOf(HttpRequest request, string name, IEnumerable<string?> values, List<Refusal> refusals)
    {
        var known = values.OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return Value(request, name) is not { } text || known.Contains(text)
            ? Value(request, name)
            : Refuse<string>(Refusal.Invalid(name, "enum", $"Expected one of: {string.Join(", ", known)}."), refusals);
    }

    private static DateTimeOffset? Time(HttpRequest request, string name, List<Refusal> refusals) =>
        Value(request, name) is not { } text ? null
        : DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && time.UtcDateTime.Year is > 1 and < 9999
            ? time.ToUniversalTime()
            : Refuse<DateTimeOffset?>(Refusal.Invalid(name, "date_time", "Expected a time such as 2026-03-01T12:00:00Z."), refusals);

    private static T? Refuse<T>(Refusal refusal, List<Refusal> refusals)
    {
        refusals.Add(refusal);
        return default;
    }

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
