using Microsoft.AspNetCore.Http;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Documents;

/// <summary>Where an original is downloaded.</summary>
public static class DownloadAddress
{
    /// <summary>Query parameter: <c>true</c> to save the file, <c>false</c> to look at it, which is the default.</summary>
    public const string Download = "download";

    public static string Of(DocumentId id, bool asAttachment) =>
        $"/api/documents/{id}/download?{Download}={(asAttachment ? "true" : "false")}";

    /// <summary>Reads <see cref="Download"/> of a request.</summary>
    public static Result<bool> ReadAsAttachment(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var asAttachment = false;
        return request.Query.TryGetValue(Download, out var text) && !bool.TryParse(text, out asAttachment)
            ? Refusal.Invalid(Download, "boolean", "Expected true or false.")
            : asAttachment;
    }
}
