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
public sealed class IdentityMiddleware(RecogniseToken recogniseToken, AppServiceLogins logins, RecogniseLink recogniseLink, NoteTokenUse noteTokenUse, TimeProvider clock)
    : IFunctionsWorkerMiddleware
{
    private const string Scheme = "Bearer ";

    // How long a function that answers anybody waits to know who asks.
    private static readonly TimeSpan PublicLimit = TimeSpan.FromSeconds(2);

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
        if (AccessMatrix.Of(context.FunctionDefinition.Name)?.IsPublic != true)
        {
            return await EstablishAsync(context, http, context.CancellationToken);
        }

        using var limit = new CancellationTokenSource(PublicLimit, clock);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.CancellationToken);
        try
        {
            return await EstablishAsync(context, http, limited.Token).WaitAsync(limited.Token);
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException or OperationCanceledException && !context.CancellationToken.IsCancellationRequested)
        {
            // Whether the app is well can be asked while storage is not.
            return Identity.Missing;
        }
    }

    private async Task<Identity> EstablishAsync(FunctionContext context, HttpContext http, CancellationToken cancellationToken)
    {
        var identity = await FindAsync(http, cancellationToken);
        return LinkParameter.Read(http.Request) is var (link, address)
            ? identity.With(await recogniseLink.HandleAsync(link, context.FunctionDefinition.Name, address, cancellationToken))
            : identity;
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
