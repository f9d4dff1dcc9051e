using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;

namespace RunFunctions.Core.Access.Application;

/// <summary>Tells who a login is in an organization: an active member, with the roles of the membership. One storage call the first time in a while, none after.</summary>
public sealed class RecogniseLogin(IMembershipStore memberships, CredentialCache<Membership> cache, AccessSettings settings)
{
    /// <param name="user">The login that was vouched for.</param>
    /// <param name="organization">Organization that the request names; null or empty: the one of <see cref="AccessSettings.LoginOrganization"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Identity> HandleAsync(UserId user, string? organization, CancellationToken cancellationToken)
    {
        var name = string.IsNullOrEmpty(organization) ? settings.LoginOrganization : organization;
        return OrganizationId.TryParse(name, out var id)
            && await cache.GetAsync(id, user.Value, () => memberships.FindAsync(id, user, cancellationToken)) is { IsActive: true } member
                ? Identity.Of(new Caller(id, user, member.Roles, new Credential(CredentialKind.Login, user.Value)))
                : Identity.Invalid;
    }
}
