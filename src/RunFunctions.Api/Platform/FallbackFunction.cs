using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Http;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Platform;

/// <summary>Whatever no other function answers: the index at <c>/</c>, 405 for a wrong method, 404 for the rest.</summary>
public sealed class FallbackFunction(RouteTable routes)
{
    [Function("Fallback")]
    [AnyQueryParameters]
    [WithoutStorage]
    public IResult Answer(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request)
    {
        if (request.Path == "/" && HttpMethods.IsGet(request.Method))
        {
            return QueryParametersMiddleware.Check(request.Query, known: []) is { } refusal
                ? new ProblemResult(refusal)
                : ApiResults.Json(new IndexView("RunFunctions", routes.Lines), ApiJson.Wire.IndexView);
        }

        IReadOnlyList<string> allowed = request.Path == "/" ? [HttpMethods.Get] : routes.MethodsAt(request.Path);
        if (allowed.Count == 0)
        {
            return new ProblemResult(Refusal.NotFound("This address"));
        }

        request.HttpContext.Response.Headers.Allow = string.Join(", ", allowed);
        return new ProblemResult(new Refusal(ErrorCode.MethodNotAllowed, $"Use one of: {string.Join(", ", allowed)}."));
    }
}

public sealed record IndexView(string Name, IReadOnlyList<string> Routes);
