using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Application;

/// <summary>Revokes tokens: in this process at once, elsewhere when what was remembered there has run out.</summary>
public sealed class RevokeToken(ITokenStore tokens, CredentialCache<AccessToken> cache, TimeProvider clock)
{
    private const int PageSize = 200;

    /// <summary>Revokes one token; one that is revoked stays so.</summary>
    public async Task<Result<AccessToken>> HandleAsync(OrganizationId organization, string id, CancellationToken cancellationToken)
    {
        var revoked = await tokens.RevokeAsync(organization, id, clock.GetUtcNow(), cancellationToken);
        cache.Forget(organization, id);
        return revoked is not null ? revoked : Refusal.NotFound("The token");
    }

    /// <summary>Revokes every token of a user.</summary>
    public async Task OfUserAsync(OrganizationId organization, UserId user, CancellationToken cancellationToken)
    {
        string? position = null;
        do
        {
            var page = await tokens.ListAsync(organization, user, PageSize, position, cancellationToken);
            foreach (var token in page.Items.Where(token => token.RevokedAt is null))
            {
                await HandleAsync(organization, token.Id, cancellationToken);
            }

            position = page.Next;
        }
        while (position is not null);
    }
}
