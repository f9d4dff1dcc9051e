using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Application;

/// <summary>A token as its admin asks for it, unchecked.</summary>
/// <param name="Name">What people will call it, 1–200 characters.</param>
/// <param name="Subject">Whoever presents it acts as this user; need not be a member.</param>
/// <param name="Roles">Names of roles, at least one.</param>
/// <param name="ExpiresAt">From when it is refused; null: after 90 days.</param>
public sealed record NewToken(string? Name, string? Subject, IReadOnlyList<string?>? Roles, DateTimeOffset? ExpiresAt = null);

/// <summary>Issues a token for somebody of the caller's organization.</summary>
public sealed class CreateToken(IssueToken issueToken, IMembershipStore memberships, RevokeToken revokeToken, TimeProvider clock)
{
    /// <summary>The user's membership has been deactivated.</summary>
    public const string MemberInactiveReason = "MEMBER_INACTIVE";

    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(90);

    public static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(366);

    public async Task<Result<IssuedToken>> HandleAsync(RequestOrigin origin, NewToken wanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(wanted);
        var now = clock.GetUtcNow();
        var input = new AccessInput();
        var command = new IssueTokenCommand(
            origin.Organization,
            input.Name("name", wanted.Name),
            input.User("subject", wanted.Subject),
            input.Roles("roles", wanted.Roles),
            input.Time("expires_at", wanted.ExpiresAt ?? now + DefaultLifetime, now, now + MaxLifetime),
            origin.User);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var before = await memberships.FindAsync(origin.Organization, command.User, cancellationToken);
        if (before is { IsActive: false })
        {
            return Inactive();
        }

        // Whoever deactivates a member does so before revoking the member's tokens. So either they see this token, or this sees
        // that they were there.
        var issued = await issueToken.HandleAsync(command, CancellationToken.None);
        var after = await memberships.FindAsync(origin.Organization, command.User, CancellationToken.None);
        if (after is { IsActive: false } || (before is not null && after is null))
        {
            await revokeToken.HandleAsync(origin.Organization, issued.Token.Id, CancellationToken.None);
            return Inactive();
        }

        return issued;
    }

    private static Refusal Inactive() => Refusal.Conflict(MemberInactiveReason, "This user's membership is not active.");
}
