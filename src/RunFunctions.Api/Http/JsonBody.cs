using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Http;

/// <summary>
/// Reads JSON request bodies. What is wrong is named by its path, such as <c>roles[1]</c>, never by its value. A member that
/// may be left out is a nullable member of the body's type: absent is null.
/// </summary>
public static class JsonBody
{
    private const string WholeBody = "body";

    private static readonly string[] MediaTypes = ["application/json"];

    /// <returns>
    /// The body; 415 when it is not <c>application/json</c> in UTF-8, 413 when it is longer than the function allows, 400 with
    /// <c>details.errors[]</c> when it is empty, no JSON, of another shape, or has members that are unknown or there twice.
    /// </returns>
    public static async Task<Result<T>> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(type);
        var bytes = await BodyText.ReadAsync(request, MediaTypes, cancellationToken);
        return bytes.TryGet(out var body, out var refusal) ? Parse(body, type) : refusal;
    }

    /// <summary>Reads a body that may be left out.</summary>
    /// <param name="absent">What a request without a body means.</param>
    /// <returns>As <see cref="ReadAsync"/>.</returns>
    public static async Task<Result<T>> ReadOptionalAsync<T>(HttpRequest request, JsonTypeInfo<T> type, T absent, CancellationToken cancellationToken)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(type);
        return request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false } || request.ContentLength == 0
            ? absent
            : await ReadAsync(request, type, cancellationToken);
    }

    private static Result<T> Parse<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type)
        where T : notnull
    {
        if (body.IsEmpty)
        {
            return Refusal.Invalid(WholeBody, "required", "Send a JSON body.");
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            var errors = JsonShape.Check(document.RootElement, type);
            return errors.Count > 0
                ? new Refusal(ErrorCode.InvalidRequest, "The body has members that are not right.", Errors: errors)
                : document.RootElement.Deserialize(type) is { } value
                    ? value
                    : Refusal.Invalid(WholeBody, "required", "Send a JSON body that is not null.");
        }
        catch (JsonException malformed) when (malformed.Path is null)
        {
            return Refusal.Invalid(WholeBody, "json", "The body is not valid JSON.");
        }
        catch (JsonException unfit)
        {
            return Refusal.Invalid(PathOf(unfit), "type", "The value is not of the type that belongs here.");
        }
    }

    // "$.roles[1]", and "$" for the whole.
    private static string PathOf(JsonException unfit) =>
        unfit.Path!.TrimStart('$').TrimStart('.') is { Length: > 0 } path ? path : WholeBody;
}
