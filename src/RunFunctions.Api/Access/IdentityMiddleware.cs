using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Application;

namespace RunFunctions.Api.Access;

/// <summary>
/// Finds out who sends a request: from a bearer token, from a login that App Service authentication vouches for, or from
/// a signed link in the address. What follows from it is decided by <see cref="AccessMiddleware"/>.
/// </summary>
public sealed class IdentityMiddleware(RecogniseToken recogniseToken, AppServiceLogins logins, RecogniseLink recogniseLink, NoteTokenUse noteTokenUse)
    : IFunctionsWorkerMiddleware
{
    private const string Scheme = "Bearer ";

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http)
        {
            var identity = await EstablishAsync(context, http);
            RequestIdentity.Set(http, identity);
            if (identity.Caller is { } caller)
            {
                noteTokenUse.Used(caller, RequestIdMiddleware.Of(http));
            }
        }

        await next(context);
    }

    private async Task<Identity> EstablishAsync(FunctionContext context, HttpContext http)
    {
        try
        {
            var identity = await FindAsync(http, context.CancellationToken);
            return LinkParameter.Read(http.Request) is var (link, address)
                ? identity.With(await recogniseLink.HandleAsync(link, context.FunctionDefinition.Name, address, context.CancellationToken))
                : identity;
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException && AccessMatrix.Of(context.FunctionDefinition.Name)?.IsPublic == true)
        {
            // Whether the app is well can be asked while storage is not.
            return Identity.Missing;
        }
    }

    private async Task<Identity> FindAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var authorization = http.Request.Headers.Authorization;
        if (authorization.Count > 0)
        {
            return authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
                ? await recogniseToken.HandleAsync(header[Scheme.Length..], cancellationToken)
                : Identity.Invalid;
        }

        return await logins.RecogniseAsync(http.Request, cancellationToken);
    }
}
