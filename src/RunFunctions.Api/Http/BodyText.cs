using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Http;

/// <summary>Reads request bodies that are text in UTF-8.</summary>
public static class BodyText
{
    /// <param name="request">The request.</param>
    /// <param name="mediaTypes">What the body may be.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The bytes; 415 when the body is something else, 413 when it is longer than the function allows.</returns>
    public static async Task<Result<ReadOnlyMemory<byte>>> ReadAsync(
        HttpRequest request, IReadOnlyCollection<string> mediaTypes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(mediaTypes);
        return IsOneOf(mediaTypes, request.ContentType)
            ? await ReadBytesAsync(request, BodySizeMiddleware.LimitOf(request.HttpContext), cancellationToken)
            : new Refusal(
                ErrorCode.UnsupportedMediaType, $"Send the body as {string.Join(" or ", mediaTypes)} in UTF-8.", UploadDocument.ContentTypeReason);
    }

    private static bool IsOneOf(IReadOnlyCollection<string> mediaTypes, string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && mediaTypes.Any(wanted => type.MediaType.Equals(wanted, StringComparison.OrdinalIgnoreCase))
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static async Task<Result<ReadOnlyMemory<byte>>> ReadBytesAsync(HttpRequest request, long maxBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes)
        {
            return BodySizeMiddleware.TooLarge(maxBytes);
        }

        try
        {
            using var body = new MemoryStream();
            var buffer = new byte[4096];
            int read;
            while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (body.Length + read > maxBytes)
                {
                    return BodySizeMiddleware.TooLarge(maxBytes);
                }

                body.Write(buffer, 0, read);
            }

            return (ReadOnlyMemory<byte>)body.ToArray();
        }
        catch (BadHttpRequestException cutOff) when (cutOff.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return BodySizeMiddleware.TooLarge(maxBytes);
        }
    }
}
