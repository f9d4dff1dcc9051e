using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Http;

/// <summary>A request that uploads one file as <c>multipart/form-data</c>.</summary>
public sealed class MultipartUpload(HttpRequest request) : IUploadForm
{
    /// <summary>The largest file, and boundaries, part headers and what else a form needs around it.</summary>
    public const long MaxBodyBytes = UploadDocument.MaxBytes + Overhead;

    private const long Overhead = 64 * 1024;

    // RFC 2046 §5.1.1.
    private const int LongestBoundary = 70;

    public async Task<Result<T>> ReceiveAsync<T>(
        long maxBytes, Func<IReceivedFile, Task<Result<T>>> receive, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(receive);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return new Refusal(ErrorCode.UnsupportedMediaType, "Send the file as multipart/form-data.", UploadDocument.ContentTypeReason);
        }

        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= LongestBoundary } boundary)
        {
            return Refusal.Invalid("body", "multipart", "The multipart form has no boundary of 1 to 70 characters.");
        }

        if (request.ContentLength > maxBytes + Overhead)
        {
            return UploadDocument.TooLarge();
        }

        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            if (await reader.ReadNextSectionAsync(cancellationToken) is not { } part)
            {
                return Refusal.Invalid(MultipartFile.PartName, "required", "The form has no part named file.");
            }

            return MultipartFile.Open(reader, part).TryGet(out var file, out var refusal) ? await receive(file) : refusal;
        }
        catch (BadHttpRequestException cutOff) when (cutOff.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return UploadDocument.TooLarge();
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            // The reader reports a form that ends early or whose headers are absurd with these two.
            return Refusal.Invalid("body", "multipart", "The multipart form is broken.");
        }
    }
}
