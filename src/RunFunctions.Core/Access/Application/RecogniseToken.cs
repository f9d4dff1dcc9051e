using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;

namespace RunFunctions.Core.Access.Application;

/// <summary>Tells whose a bearer token is. One storage call the first time in a while, none after.</summary>
public sealed class RecogniseToken(ITokenStore tokens, IKeyRing keys, CredentialCache<AccessToken> cache, TimeProvider clock)
{
    /// <param name="text">The token as it was presented.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Identity> HandleAsync(string text, CancellationToken cancellationToken)
    {
        // A text that is no token, or names no organization, costs no storage call.
        if (TokenText.Parse(text) is not { } presented
            || await FindAsync(presented.Organization, presented.Id, cancellationToken) is not { } token
            || await keys.FindAsync(token.Organization, KeyPurpose.Token, token.Hash.KeyId, cancellationToken) is not { } key)
        {
            return Identity.Invalid;
        }

        // Only the holder of the secret learns that the token was ever good.
        return presented.Matches(token.Hash, key)
            ? Judge(token)
            : Identity.OfRefused(token, Identity.CredentialsInvalidReason, Identity.Invalid.Refusal!.Message);
    }

    /// <summary>Whether a token that was recognised before, and is named by something signed here, is still good.</summary>
    public async Task<Identity> AgainAsync(OrganizationId organization, string tokenId, CancellationToken cancellationToken) =>
        await FindAsync(organization, tokenId, cancellationToken) is { } token ? Judge(token) : Identity.Invalid;

    private Task<AccessToken?> FindAsync(OrganizationId organization, string id, CancellationToken cancellationToken) =>
        cache.GetAsync(organization, id, () => tokens.FindAsync(organization, id, cancellationToken));

    private Identity Judge(AccessToken token)
    {
        if (token.RevokedAt is not null)
        {
            return Identity.OfRefused(token, Identity.TokenRevokedReason, "The token was revoked.");
        }

        return token.ExpiresAt <= clock.GetUtcNow()
            ? Identity.OfRefused(token, Identity.TokenExpiredReason, "The token has expired.")
            : Identity.Of(new Caller(token.Organization, token.User, token.Roles, new Credential(CredentialKind.Token, token.Id)));
    }
}
