using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Http;

/// <summary>A refusal as RFC 9457 problem details with our members: the only way an error leaves the app.</summary>
public sealed class ProblemResult(Refusal refusal) : IResult
{
    private const string MediaType = "application/problem+json";

    public Refusal Refusal { get; } = refusal;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var status = ErrorStatus.Table[Refusal.Code];
        var problem = new ProblemView(
            "about:blank",
            ReasonPhrases.GetReasonPhrase(status),
            status,
            Refusal.Message,
            ErrorCodeNames.Of(Refusal.Code),
            Refusal.Message,
            Refusal.Reason is null && Refusal.Errors is null
                ? null
                : new ProblemDetailsView(Refusal.Reason, Refusal.Errors is null ? null : [.. Refusal.Errors.Select(e => new InputErrorView(e.Path, e.Rule, e.Message))]),
            RequestIdMiddleware.Of(httpContext));
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = MediaType;
        httpContext.Response.Headers.CacheControl = "no-store";
        if (Refusal.Code is ErrorCode.ServiceUnavailable or ErrorCode.RateLimited)
        {
            // Whoever knows better has said so already.
            httpContext.Response.Headers.TryAdd(HeaderNames.RetryAfter, "1");
        }

        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await JsonSerializer.SerializeAsync(httpContext.Response.Body, problem, ApiJson.Wire.ProblemView, httpContext.RequestAborted);
        }
    }
}

public sealed record ProblemView(
    string Type, string Title, int Status, string Detail, string ErrorCode, string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProblemDetailsView? Details,
    string RequestId);

public sealed record ProblemDetailsView(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<InputErrorView>? Errors);

public sealed record InputErrorView(string Path, string Rule, string Message);
