using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Api.Engine;

/// <summary>Answers as they are kept under an idempotency key, and given again.</summary>
internal static class KeptAnswers
{
    private const string OperationLocation = "Operation-Location";

    // Those that say something about what was made. Others are about the request, such as its id.
    private static readonly string[] Headers =
        [HeaderNames.Location, OperationLocation, HeaderNames.RetryAfter, HeaderNames.ETag, HeaderNames.CacheControl, HeaderNames.ContentType];

    /// <summary>Renders what a function gave.</summary>
    public static async Task<KeptAnswer> RenderAsync(HttpContext http, IResult given)
    {
        using var body = new MemoryStream();
        var rendering = new DefaultHttpContext { RequestServices = http.RequestServices, Response = { Body = body } };
        rendering.Request.Method = http.Request.Method;
        await given.ExecuteAsync(rendering);
        Dictionary<string, string> headers = [];
        foreach (var name in Headers)
        {
            if (rendering.Response.Headers.TryGetValue(name, out var value) || http.Response.Headers.TryGetValue(name, out value))
            {
                headers[name] = value.ToString();
            }
        }

        return new KeptAnswer(rendering.Response.StatusCode, headers, body.ToArray(), RunOf(headers));
    }

    /// <summary>Puts the headers on an answer now, where others read them, and gives what writes the rest.</summary>
    public static IResult Give(HttpContext http, KeptAnswer answer)
    {
        foreach (var (name, value) in answer.Headers)
        {
            http.Response.Headers[name] = value;
        }

        return new Result(answer);
    }

    private static RunId? RunOf(Dictionary<string, string> headers) =>
        headers.TryGetValue(OperationLocation, out var run) && RunId.TryParse(run[(run.LastIndexOf('/') + 1)..], out var id) ? id : null;

    private sealed record Result(KeptAnswer Answer) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = Answer.Status;
            httpContext.Response.ContentLength = Answer.Body.Length;
            await httpContext.Response.Body.WriteAsync(Answer.Body, httpContext.RequestAborted);
        }
    }
}
