using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Ports;

/// <summary>
/// The members of each organization. One partition per organization, every write conditional; the number of active admins
/// is kept in the same transaction as the memberships, so that two changes at once cannot take the last one away.
/// </summary>
public interface IMembershipStore
{
    /// <summary>One point read.</summary>
    Task<Membership?> FindAsync(OrganizationId organization, UserId user, CancellationToken cancellationToken);

    /// <summary>A membership to decide on. One point read.</summary>
    Task<Versioned<Membership>?> FindToChangeAsync(OrganizationId organization, UserId user, CancellationToken cancellationToken);

    /// <summary>Adds a membership.</summary>
    /// <returns>False when the user has one.</returns>
    Task<bool> TryAddAsync(Membership membership, CancellationToken cancellationToken);

    /// <summary>Replaces or removes a membership.</summary>
    /// <param name="before">What the change was decided on.</param>
    /// <param name="after">The same member changed; null removes the membership.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<MembershipWrite> TryChangeAsync(Versioned<Membership> before, Membership? after, CancellationToken cancellationToken);

    /// <summary>A page in the order of the users' ids. One query.</summary>
    /// <param name="organization">Whose members.</param>
    /// <param name="limit">Most items.</param>
    /// <param name="after">Position from the page before; null for the first.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<ListPage<Membership>> ListAsync(OrganizationId organization, int limit, string? after, CancellationToken cancellationToken);
}

/// <summary>How a change of a membership ended.</summary>
public enum MembershipWrite
{
    Written,

    /// <summary>Somebody else wrote first: nothing was written, read and decide again.</summary>
    Outdated,

    /// <summary>No active admin would be left: nothing was written.</summary>
    LastAdmin,
}
