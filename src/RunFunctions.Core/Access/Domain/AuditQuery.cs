using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Domain;

/// <summary>Which entries somebody wants to see; a null selects nothing.</summary>
/// <param name="Organization">Whose audit.</param>
/// <param name="From">First moment, UTC.</param>
/// <param name="To">First moment after, UTC.</param>
public sealed record AuditQuery(OrganizationId Organization, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Longest time between the first and the last moment.</summary>
    public static readonly TimeSpan LongestRange = TimeSpan.FromDays(31);

    public UserId? User { get; init; }

    public string? Action { get; init; }

    public string? ObjectType { get; init; }

    public string? ObjectId { get; init; }

    public AuditOutcome? Outcome { get; init; }

    /// <summary>Refuses a range that is empty or too long.</summary>
    public Refusal? Check() => To <= From || To - From > LongestRange
        ? Refusal.Invalid("to", "range", $"Expected a moment after from, by {LongestRange.TotalDays:0} days at most.")
        : null;
}
