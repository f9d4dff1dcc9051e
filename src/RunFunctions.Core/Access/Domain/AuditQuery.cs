namespace RunFunctions.Core.Access.Domain;

/// <summary>Which entries somebody wants to see; a null selects nothing.</summary>
/// <param name="Organization">Whose audit.</param>
/// <param name="From">First moment, UTC.</param>
/// <param name="To">First moment after, UTC.</param>
public sealed record AuditQuery(OrganizationId Organization, DateTimeOffset From, DateTimeOffset To)
{
    public UserId? User { get; init; }

    public string? Action { get; init; }

    public string? ObjectType { get; init; }

    public string? ObjectId { get; init; }

    public AuditOutcome? Outcome { get; init; }
}
