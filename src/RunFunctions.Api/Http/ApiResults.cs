using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Http;

/// <summary>The few shapes in which answers leave the app.</summary>
public static class ApiResults
{
    /// <summary>The answer to a value, or the refusal as a problem.</summary>
    public static IResult Of<T>(Result<T> result, Func<T, IResult> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return result.TryGet(out var value, out var refusal) ? answer(value) : new ProblemResult(refusal);
    }

    /// <summary>A JSON answer.</summary>
    public static IResult Json<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        new JsonResult(JsonSerializer.SerializeToUtf8Bytes(value, type), status, Revalidates: false);

    /// <summary>A JSON read with an <c>ETag</c> over its bytes; answers 304 when the caller has them already.</summary>
    public static IResult Read<T>(T value, JsonTypeInfo<T> type) =>
        new JsonResult(JsonSerializer.SerializeToUtf8Bytes(value, type), StatusCodes.Status200OK, Revalidates: true);

    private sealed record JsonResult(byte[] Body, int Status, bool Revalidates) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            if (Revalidates)
            {
                var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(Body).AsSpan(0, 16))}\"");
                response.GetTypedHeaders().ETag = tag;
                response.Headers.CacheControl = "private, no-cache";
                if (httpContext.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false)))
                {
                    response.StatusCode = StatusCodes.Status304NotModified;
                    return;
                }
            }

            response.StatusCode = Status;
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = Body.Length;
            await response.Body.WriteAsync(Body, httpContext.RequestAborted);
        }
    }
}
