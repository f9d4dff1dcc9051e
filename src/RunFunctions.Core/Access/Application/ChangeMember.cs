using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Application;

/// <summary>What changes of a membership, unchecked; null stays as it is.</summary>
/// <param name="Roles">Names of roles, at least one.</param>
/// <param name="IsActive">False takes every access away.</param>
public sealed record MemberChanges(IReadOnlyList<string?>? Roles = null, bool? IsActive = null);

/// <summary>Changes what a member is. Whoever is not active afterwards has no token afterwards.</summary>
public sealed class ChangeMember(IMembershipStore memberships, RevokeToken revokeToken, CredentialCache<Membership> cache, TimeProvider clock)
{
    /// <summary>The organization would have no active admin.</summary>
    public const string LastAdminReason = "LAST_ADMIN";

    public async Task<Result<Membership>> HandleAsync(OrganizationId organization, UserId user, MemberChanges changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var input = new AccessInput();
        var roles = changes.Roles is null ? null : input.Roles("roles", changes.Roles);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var result = await WriteAsync(
            organization,
            user,
            before => before with { Roles = roles ?? before.Roles, IsActive = changes.IsActive ?? before.IsActive, UpdatedAt = clock.GetUtcNow() },
            cancellationToken);
        if (result.Value is { IsActive: false })
        {
            // Also when it was inactive before: an earlier attempt may have been interrupted here.
            await revokeToken.OfUserAsync(organization, user, CancellationToken.None);
        }

        return result;
    }

    private async Task<Result<Membership>> WriteAsync(
        OrganizationId organization, UserId user, Func<Membership, Membership> change, CancellationToken cancellationToken)
    {
        while (await memberships.FindToChangeAsync(organization, user, cancellationToken) is { } before)
        {
            var after = change(before.Value);
            var write = await memberships.TryChangeAsync(before, after, cancellationToken);
            if (write == MembershipWrite.LastAdmin)
            {
                return Refusal.Conflict(LastAdminReason, "The organization would have no active admin.");
            }

            if (write == MembershipWrite.Written)
            {
                cache.Forget(organization, user.Value);
                return after;
            }
        }

        return Refusal.NotFound("The membership");
    }
}
