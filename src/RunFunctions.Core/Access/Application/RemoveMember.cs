using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Application;

/// <summary>
/// Ends a membership: deactivated first, so that no token is issued any more, then without tokens, then gone. Repeating an
/// interrupted attempt completes it.
/// </summary>
public sealed class RemoveMember(IMembershipStore memberships, ChangeMember changeMember, CredentialCache<Membership> cache)
{
    public async Task<Result<UserId>> HandleAsync(OrganizationId organization, UserId user, CancellationToken cancellationToken)
    {
        while (true)
        {
            var deactivated = await changeMember.HandleAsync(organization, user, new MemberChanges(IsActive: false), cancellationToken);
            if (!deactivated.TryGet(out _, out var refusal))
            {
                return refusal;
            }

            var member = await memberships.FindToChangeAsync(organization, user, CancellationToken.None);
            if (member is null
                || (!member.Value.IsActive && await memberships.TryChangeAsync(member, after: null, CancellationToken.None) == MembershipWrite.Written))
            {
                cache.Forget(organization, user.Value);
                return user;
            }
        }
    }
}
