using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Ports;

/// <summary>Bearer tokens, without their secrets. One partition per organization, every write conditional.</summary>
public interface ITokenStore
{
    /// <summary>One point read.</summary>
    Task<AccessToken?> FindAsync(OrganizationId organization, string id, CancellationToken cancellationToken);

    /// <summary>Adds a token whose id is new.</summary>
    Task AddAsync(AccessToken token, CancellationToken cancellationToken);

    /// <summary>Marks a token as revoked; one that is already keeps its first time.</summary>
    /// <returns>The token as it is now; null when there is none.</returns>
    Task<AccessToken?> RevokeAsync(OrganizationId organization, string id, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Notes that a token was presented; an earlier time never replaces a later one. No error when the token is gone.</summary>
    Task NoteUseAsync(OrganizationId organization, string id, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>A page of tokens in the order of their ids, revoked and expired ones included. One query.</summary>
    /// <param name="organization">Owner.</param>
    /// <param name="user">Only tokens of this user; null for all.</param>
    /// <param name="limit">Most items.</param>
    /// <param name="after">Position from the page before; null for the first.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<ListPage<AccessToken>> ListAsync(OrganizationId organization, UserId? user, int limit, string? after, CancellationToken cancellationToken);
}
