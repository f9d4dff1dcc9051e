using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Access;

/// <summary>
/// Lets a request through to its function when <see cref="AccessMatrix"/> admits the caller's roles. Whether the caller may
/// see the object itself is decided where the object is read: every read is keyed with the caller's organization.
/// </summary>
public sealed class AccessMiddleware : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http && Check(context, http) is { } refusal)
        {
            context.GetInvocationResult().Value = new ProblemResult(refusal);
            return Task.CompletedTask;
        }

        return next(context);
    }

    private static Refusal? Check(FunctionContext context, HttpContext http)
    {
        var row = AccessMatrix.Of(context.FunctionDefinition.Name)
            ?? throw new InvalidOperationException($"Function {context.FunctionDefinition.Name} has no row in the access matrix.");
        if (row.IsPublic)
        {
            return null;
        }

        if (http.FindIdentity() is { Caller: { } caller } identity)
        {
            return row.Check(caller) ?? (identity.HasForeignLink ? Refusal.NotFound($"The {row.Audit?.ObjectType}") : null);
        }

        var refusal = http.FindIdentity()?.Refusal ?? Identity.Missing.Refusal!;
        http.Response.Headers.WWWAuthenticate = refusal.Reason == Identity.CredentialsMissingReason
            ? "Bearer realm=\"runfunctions\""
            : "Bearer realm=\"runfunctions\", error=\"invalid_token\"";
        return refusal;
    }
}
