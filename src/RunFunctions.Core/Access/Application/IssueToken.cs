using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;

namespace RunFunctions.Core.Access.Application;

/// <param name="Organization">Owner of the token.</param>
/// <param name="Name">What people call it.</param>
/// <param name="User">Whoever presents it acts as this user.</param>
/// <param name="Roles">At least one.</param>
/// <param name="ExpiresAt">From when it is refused, UTC.</param>
/// <param name="CreatedBy">Who issues it.</param>
public sealed record IssueTokenCommand(
    OrganizationId Organization, string Name, UserId User, IReadOnlyCollection<Role> Roles, DateTimeOffset ExpiresAt, UserId CreatedBy);

/// <param name="Token">As it is kept.</param>
/// <param name="Text">The secret for its holder; it cannot be had again.</param>
public sealed record IssuedToken(AccessToken Token, TokenText Text);

/// <summary>Issues a bearer token. One storage call once the organization's key is known.</summary>
public sealed class IssueToken(ITokenStore tokens, IKeyRing keys, ISecretSource secrets, TimeProvider clock)
{
    private const int SaltBytes = 16;

    public async Task<IssuedToken> HandleAsync(IssueTokenCommand command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var text = new TokenText(
            command.Organization, Convert.ToHexStringLower(secrets.NewSecret(TokenText.IdBytes)), secrets.NewSecret(TokenText.SecretBytes));
        var key = await keys.CurrentAsync(command.Organization, KeyPurpose.Token, cancellationToken);
        var token = new AccessToken
        {
            Organization = command.Organization,
            Id = text.Id,
            Name = command.Name,
            User = command.User,
            Roles = command.Roles,
            CreatedAt = clock.GetUtcNow(),
            CreatedBy = command.CreatedBy,
            ExpiresAt = command.ExpiresAt,
            Hash = text.Hash(key, secrets.NewSecret(SaltBytes)),
        };
        await tokens.AddAsync(token, cancellationToken);
        return new IssuedToken(token, text);
    }
}
