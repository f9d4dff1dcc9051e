using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;

namespace RunFunctions.Api.Access;

/// <summary>Tells callers who they are.</summary>
public sealed class GetMeFunction(ITokenStore tokens, CredentialCache<AccessToken> cache)
{
    [Function("GetMe")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/access/me")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var caller = request.HttpContext.Caller();

        // The identity was established from what is remembered, so this makes no storage call.
        var token = caller.Credential.Kind == CredentialKind.Token
            ? await cache.GetAsync(caller.Organization, caller.Credential.Id, () => tokens.FindAsync(caller.Organization, caller.Credential.Id, cancellationToken))
            : null;
        return ApiResults.Read(MeView.Of(caller, token?.ExpiresAt), ApiJson.Wire.MeView);
    }
}
