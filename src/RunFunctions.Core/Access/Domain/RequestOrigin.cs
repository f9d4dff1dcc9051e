namespace RunFunctions.Core.Access.Domain;

/// <summary>Where a change comes from; kept with what it changed.</summary>
/// <param name="Organization">Owner of everything the request touches.</param>
/// <param name="User">Who asked for it.</param>
/// <param name="RequestId">Id of the request; log lines and audit entries carry it.</param>
public sealed record RequestOrigin(OrganizationId Organization, UserId User, string RequestId)
{
    /// <summary>Set when the request makes something under an id that was reserved for it.</summary>
    public Reservation? Reserved { get; init; }
}
