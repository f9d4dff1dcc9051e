using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Http;

/// <summary>The one part <c>file</c> of a multipart form, read as a stream. Any other part is refused by name.</summary>
public sealed class MultipartFile : IReceivedFile
{
    private const string PartName = "file";

    // Boundaries, part headers and what else a form needs around a file.
    private const long Overhead = 64 * 1024;

    private readonly MultipartReader _reader;

    private MultipartFile(MultipartReader reader, MultipartSection part, ContentDispositionHeaderValue disposition)
    {
        _reader = reader;
        FileName = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value;
        ContentType = part.ContentType;
        Content = part.Body;
    }

    public string? FileName { get; }

    public string? ContentType { get; }

    public Stream Content { get; }

    /// <summary>Reads up to the beginning of the file.</summary>
    public static async Task<Result<MultipartFile>> OpenAsync(HttpRequest request, long maxBytes, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return new Refusal(ErrorCode.UnsupportedMediaType, "Send the file as multipart/form-data.", UploadDocument.ContentTypeReason);
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary))
        {
            return Refusal.Invalid("body", "multipart", "The multipart form has no boundary.");
        }

        if (request.ContentLength > maxBytes + Overhead)
        {
            return UploadDocument.TooLarge();
        }

        var reader = new MultipartReader(boundary, request.Body);
        try
        {
            return await reader.ReadNextSectionAsync(cancellationToken) is { } part
                ? Open(reader, part)
                : Refusal.Invalid(PartName, "required", "The form has no part named file.");
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            return Broken();
        }
    }

    public async Task<Refusal?> FinishAsync(CancellationToken cancellationToken) =>
        await _reader.ReadNextSectionAsync(cancellationToken) is { } part ? Unexpected(NameOf(part)) : null;

    /// <summary>Runs what reads a file; a form that breaks off on the way is a refusal.</summary>
    public static async Task<Result<T>> GuardAsync<T>(Func<Task<Result<T>>> receive)
    {
        ArgumentNullException.ThrowIfNull(receive);
        try
        {
            return await receive();
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            return Broken();
        }
    }

    private static Result<MultipartFile> Open(MultipartReader reader, MultipartSection part)
    {
        if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition))
        {
            return Broken();
        }

        var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value;
        if (name != PartName)
        {
            return Unexpected(name);
        }

        return disposition.IsFileDisposition()
            ? new MultipartFile(reader, part, disposition)
            : Refusal.Invalid(PartName, "file", "The part named file must be a file with a file name.");
    }

    private static string? NameOf(MultipartSection part) =>
        ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition) ? HeaderUtilities.RemoveQuotes(disposition.Name).Value : null;

    private static Refusal Unexpected(string? name) => name == PartName
        ? Refusal.Invalid(PartName, "single", "Send one file per request.")
        : Refusal.Invalid(string.IsNullOrEmpty(name) ? "part" : name, "unknown", "The form may have one part only, named file.");

    // The reader reports a form that ends early or whose headers are absurd with these two.
    private static bool IsBroken(Exception failure) => failure is IOException or InvalidDataException;

    private static Refusal Broken() => Refusal.Invalid("body", "multipart", "The multipart form is broken.");
}
