using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Azure.Core;

namespace Azure.Data.Tables.Protocol;

/// <summary>
/// Finds code and message of a refusal. The header <c>x-ms-error-code</c> wins; the body may be OData JSON, XML, empty or anything
/// that a proxy on the way has written.
/// </summary>
internal sealed class TableErrorParser : RequestFailedDetailsParser
{
    public static TableErrorParser Instance { get; } = new();

    public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
    {
        data = null;
        var (code, message) = Parse(response);
        error = code is null && message is null ? null : new ResponseError(code, message);
        return error is not null;
    }

    private static (string? Code, string? Message) Parse(Response response)
    {
        response.Headers.TryGetValue("x-ms-error-code", out var headerCode);
        var body = response.ContentStream is { CanSeek: true } ? response.Content.ToString() : "";
        var (code, message) = body.TrimStart() switch
        {
            ['{', ..] => FromJson(body),
            ['<', ..] => FromXml(body),
            _ => (null, null),
        };
        return (headerCode ?? code, message);
    }

    // A body that cannot be read must not hide the status that came with it.
    private static (string? Code, string? Message) FromJson(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (!root.TryGetProperty("odata.error", out var error) && !root.TryGetProperty("error", out error))
            {
                return (null, null);
            }

            var code = error.TryGetProperty("code", out var codeElement) ? codeElement.GetString() : null;
            var message = !error.TryGetProperty("message", out var messageElement) ? null
                : messageElement.ValueKind == JsonValueKind.Object ? messageElement.GetProperty("value").GetString()
                : messageElement.GetString();
            return (code, message);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return (null, null);
        }
    }

    private static (string? Code, string? Message) FromXml(string body)
    {
        try
        {
            var root = XDocument.Parse(body).Root!;
            return (Value(root, "code"), Value(root, "message"));
        }
        catch (XmlException)
        {
            return (null, null);
        }
    }

    private static string? Value(XElement root, string name) =>
        root.Elements().FirstOrDefault(element => string.Equals(element.Name.LocalName, name, StringComparison.OrdinalIgnoreCase))?.Value;
}
