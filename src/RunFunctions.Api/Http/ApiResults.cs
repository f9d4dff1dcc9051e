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
    private const char TagSeparator = '-';

    /// <summary>The answer to a value, or the refusal as a problem.</summary>
    public static IResult Of<T>(Result<T> result, Func<T, IResult> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return result.TryGet(out var value, out var refusal) ? answer(value) : new ProblemResult(refusal);
    }

    /// <summary>A JSON answer.</summary>
    public static IResult Json<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        new JsonResult(JsonSerializer.SerializeToUtf8Bytes(value, type), status, Tag: null);

    /// <summary>A JSON read with an <c>ETag</c> over its bytes; answers 304 when the caller has them already.</summary>
    public static IResult Read<T>(T value, JsonTypeInfo<T> type) => Tagged(value, type, StatusCodes.Status200OK);

    /// <summary>
    /// A read that also shows what the thing itself does not hold and a change of it need not regard. Its <c>ETag</c> has two
    /// parts: <c>If-Match</c> compares the one of the thing itself (<see cref="IsExpected"/>), <c>If-None-Match</c> both.
    /// </summary>
    public static IResult Read<T>(T value, T itself, JsonTypeInfo<T> type) => Tagged(value, itself, type, StatusCodes.Status200OK);

    /// <summary>JSON that is answered as it is kept; otherwise as <see cref="Read{T}(T, JsonTypeInfo{T})"/>.</summary>
    public static IResult Verbatim(ReadOnlyMemory<byte> json) => new JsonResult(json.ToArray(), StatusCodes.Status200OK, TagOf(json.Span));

    /// <summary>A thing that was made, with its address, from which the audit takes its id, and its <c>ETag</c>.</summary>
    public static IResult Created<T>(HttpContext http, string route, string id, T value, JsonTypeInfo<T> type)
    {
        Locate(http, route, id);
        return Tagged(value, type, StatusCodes.Status201Created);
    }

    /// <summary>The same of a thing that is read as <see cref="Read{T}(T, T, JsonTypeInfo{T})"/>.</summary>
    public static IResult Created<T>(HttpContext http, string route, string id, T value, T itself, JsonTypeInfo<T> type)
    {
        Locate(http, route, id);
        return Tagged(value, itself, type, StatusCodes.Status201Created);
    }

    /// <summary>A thing as a change left it, with the <c>ETag</c> that a read of it would have.</summary>
    public static IResult Changed<T>(T value, JsonTypeInfo<T> type) => Tagged(value, type, StatusCodes.Status200OK);

    /// <summary>The same of a thing that is read as <see cref="Read{T}(T, T, JsonTypeInfo{T})"/>.</summary>
    public static IResult Changed<T>(T value, T itself, JsonTypeInfo<T> type) => Tagged(value, itself, type, StatusCodes.Status200OK);

    /// <summary>A thing that was made together with a secret: nobody on the way may keep it.</summary>
    public static IResult CreatedSecret<T>(HttpContext http, string route, string id, T value, JsonTypeInfo<T> type)
    {
        Locate(http, route, id);
        http.Response.Headers.CacheControl = "no-store";
        return Json(value, type, StatusCodes.Status201Created);
    }

    /// <summary>It is done, and there is nothing to say.</summary>
    public static IResult Done() => TypedResults.NoContent();

    /// <summary>Whether a request's <c>If-Match</c> allows to change a thing that reads like this; without the header anything is allowed.</summary>
    public static bool IsExpected<T>(HttpRequest request, T value, JsonTypeInfo<T> type)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Headers.IfMatch.Count == 0)
        {
            return true;
        }

        var tag = TagOf(JsonSerializer.SerializeToUtf8Bytes(value, type));
        return request.GetTypedHeaders().IfMatch.Any(wanted =>
            wanted.Equals(EntityTagHeaderValue.Any) || wanted.Compare(tag, useStrongComparison: true) || (!wanted.IsWeak && IsOf(tag, wanted)));
    }

    /// <summary>Whether a request's <c>If-None-Match</c> says that the caller has a thing that reads like this.</summary>
    public static bool IsKnown<T>(HttpRequest request, T value, JsonTypeInfo<T> type) =>
        IsKnown(request, TagOf(JsonSerializer.SerializeToUtf8Bytes(value, type)));

    /// <summary>The <c>ETag</c> that a read of a thing has.</summary>
    public static string TagOf<T>(T value, JsonTypeInfo<T> type) => TagOf(JsonSerializer.SerializeToUtf8Bytes(value, type)).Tag.ToString();

    private static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
    }

    private static void Locate(HttpContext http, string route, string id)
    {
        ArgumentNullException.ThrowIfNull(http);
        http.Response.Headers.Location = $"/{route}/{id}";
    }

    private static JsonResult Tagged<T>(T value, JsonTypeInfo<T> type, int status) =>
        Tagged(JsonSerializer.SerializeToUtf8Bytes(value, type), status);

    private static JsonResult Tagged(byte[] body, int status) => new(body, status, TagOf(body));

    private static JsonResult Tagged<T>(T value, T itself, JsonTypeInfo<T> type, int status)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        return new(body, status, new EntityTagHeaderValue($"\"{HashOf(JsonSerializer.SerializeToUtf8Bytes(itself, type))}{TagSeparator}{HashOf(body)}\""));
    }

    // Of a tag with two parts the first.
    private static bool IsOf(EntityTagHeaderValue itself, EntityTagHeaderValue wanted) =>
        wanted.Tag.AsSpan().StartsWith(string.Concat(itself.Tag.AsSpan()[..^1], [TagSeparator]), StringComparison.Ordinal);

    private static EntityTagHeaderValue TagOf(ReadOnlySpan<byte> body) => new($"\"{HashOf(body)}\"");

    private static string HashOf(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16));

    private sealed record JsonResult(byte[] Body, int Status, EntityTagHeaderValue? Tag) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            if (Tag is { } tag)
            {
                response.GetTypedHeaders().ETag = tag;
                response.Headers.CacheControl = "private, no-cache";
                if (HttpMethods.IsGet(httpContext.Request.Method) && IsKnown(httpContext.Request, tag))
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
