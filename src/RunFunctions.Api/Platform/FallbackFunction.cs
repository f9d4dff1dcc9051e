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
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", Route = "{*path}")] HttpRequest request)
    {
        if (request.Path == "/" && HttpMethods.IsGet(request.Method))
        {
            return ApiResults.Json(new IndexView("RunFunctions", routes.Lines), ApiJson.Wire.IndexView);
        }

        var allowed = routes.MethodsAt(request.Path);
        if (allowed.Count == 0)
        {
            return new ProblemResult(Refusal.NotFound("This address"));
        }

        request.HttpContext.Response.Headers.Allow = string.Join(", ", allowed);
        return new ProblemResult(new Refusal(ErrorCode.MethodNotAllowed, $"Use one of: {string.Join(", ", allowed)}."));
    }
}

public sealed record IndexView(string Name, IReadOnlyList<string> Routes);
