using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Http;

/// <summary>The one part <c>file</c> of a multipart form, read as a stream.</summary>
public sealed class MultipartFile : IReceivedFile
{
    /// <summary>Name of the part.</summary>
    public const string PartName = "file";

    private readonly MultipartReader _reader;

    private MultipartFile(MultipartReader reader, MultipartSection part, string fileName)
    {
        _reader = reader;
        FileName = fileName;
        ContentType = part.ContentType;
        Content = part.Body;
    }

    public string? FileName { get; }

    public string? ContentType { get; }

    public Stream Content { get; }

    /// <summary>Opens the part at which a form begins; any other part than a file named <c>file</c> is refused by name.</summary>
    /// <exception cref="InvalidDataException">The part does not say what it is.</exception>
    public static Result<MultipartFile> Open(MultipartReader reader, MultipartSection part)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition))
        {
            throw new InvalidDataException("A part has no content disposition.");
        }

        var name = NameOf(disposition);
        if (name != PartName)
        {
            return Unexpected(name);
        }

        return FileNameOf(disposition) is { Length: > 0 } fileName
            ? new MultipartFile(reader, part, fileName)
            : Refusal.Invalid(PartName, "file", "The part named file must be a file with a file name.");
    }

    public async Task<Refusal?> FinishAsync(CancellationToken cancellationToken) =>
        await _reader.ReadNextSectionAsync(cancellationToken) is { } part
            ? Unexpected(ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition) ? NameOf(disposition) : null)
            : null;

    private static string? NameOf(ContentDispositionHeaderValue disposition) => HeaderUtilities.RemoveQuotes(disposition.Name).Value;

    // A quoted string escapes its quotes. Its backslashes stay: old clients send whole Windows paths, unescaped.
    private static string? FileNameOf(ContentDispositionHeaderValue disposition) => disposition.FileNameStar.HasValue
        ? disposition.FileNameStar.Value
        : HeaderUtilities.RemoveQuotes(disposition.FileName).Value?.Replace("\\\"", "\"", StringComparison.Ordinal);

    private static Refusal Unexpected(string? name) => name == PartName
        ? Refusal.Invalid(PartName, "single", "Send one file per request.")
        : Refusal.Invalid(string.IsNullOrEmpty(name) ? "part" : name, "unknown", "The form may have one part only, named file.");
}
