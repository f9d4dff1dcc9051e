using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Application;

/// <summary>A membership as an admin asks for it, unchecked.</summary>
/// <param name="Subject">The user.</param>
/// <param name="Roles">Names of roles, at least one.</param>
public sealed record NewMember(string? Subject, IReadOnlyList<string?>? Roles);

/// <summary>Makes a user a member of the caller's organization.</summary>
public sealed class AddMember(IMembershipStore memberships, CredentialCache<Membership> cache, TimeProvider clock)
{
    /// <summary>The user is a member already, active or not.</summary>
    public const string MembershipExistsReason = "MEMBERSHIP_EXISTS";

    public async Task<Result<Membership>> HandleAsync(RequestOrigin origin, NewMember wanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(wanted);
        var now = clock.GetUtcNow();
        var input = new AccessInput();
        var member = new Membership
        {
            Organization = origin.Organization,
            User = input.User("subject", wanted.Subject),
            Roles = input.Roles("roles", wanted.Roles),
            IsActive = true,
            CreatedAt = now,
            UpdatedAt = now,
            CreatedBy = origin.User,
        };
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!await memberships.TryAddAsync(member, cancellationToken))
        {
            return Refusal.Conflict(MembershipExistsReason, "This user is a member already.");
        }

        cache.Forget(member.Organization, member.User.Value);
        return member;
    }
}
