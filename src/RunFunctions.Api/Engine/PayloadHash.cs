using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using RunFunctions.Api.Http;

namespace RunFunctions.Api.Engine;

/// <summary>
/// What a request asks for, as a hash: its path and its body. Of a form the names and contents count, not the boundaries
/// between them; of JSON the values, not how they are spaced and ordered. The body can be read again afterwards, from a temporary
/// file when it is large, so that memory stays flat.
/// </summary>
internal static class PayloadHash
{
    private const int InMemory = 64 * 1024;
    private const int BufferBytes = 64 * 1024;

    /// <returns>SHA-256 as lowercase hex.</returns>
    public static async Task<string> OfAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        request.EnableBuffering(InMemory);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, request.Path.Value ?? "");
        try
        {
            await (BoundaryOf(request) is { } boundary ? AppendFormAsync(hash, request, boundary, cancellationToken) : AppendBodyAsync(hash, request, cancellationToken));
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            // No form, or none that ends: the function refuses it in its own words.
        }

        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 } boundary ? boundary : null
            : null;

    private static async Task AppendFormAsync(IncrementalHash hash, HttpRequest request, string boundary, CancellationToken cancellationToken)
    {
        var reader = new MultipartReader(boundary, request.Body);
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } part)
        {
            Append(hash, part.ContentDisposition ?? "");
            await AppendAsync(hash, part.Body, cancellationToken);
        }
    }

    private static async Task AppendBodyAsync(IncrementalHash hash, HttpRequest request, CancellationToken cancellationToken)
    {
        var limit = BodySizeMiddleware.LimitOf(request.HttpContext);
        using var body = new MemoryStream();
        var buffer = new byte[BufferBytes];
        int read;
        while (body.Length <= limit && (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            body.Write(buffer, 0, read);
        }

        var bytes = body.ToArray();
        try
        {
            using var json = JsonDocument.Parse(bytes);
            Append(hash, json.RootElement);
        }
        catch (JsonException)
        {
            hash.AppendData(bytes);
        }
    }

    // Every text and list says how long it is, so that no two values give the same bytes.
    private static void Append(IncrementalHash hash, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).ToList();
                Append(hash, $"{{{members.Count}");
                members.ForEach(member =>
                {
                    Append(hash, member.Name);
                    Append(hash, member.Value);
                });
                break;
            case JsonValueKind.Array:
                Append(hash, $"[{value.GetArrayLength()}");
                foreach (var item in value.EnumerateArray())
                {
                    Append(hash, item);
                }

                break;
            default:
                Append(hash, $"{value.ValueKind}:{(value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText())}");
                break;
        }
    }

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }

    private static async Task AppendAsync(IncrementalHash hash, Stream content, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        long length = 0;
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            length += read;
        }

        hash.AppendData(BitConverter.GetBytes(length));
    }
}
