using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Protocol;

/// <summary>Adds the signature of a shared access signature to the query; a retry replaces it, so a renewed signature takes effect.</summary>
internal sealed class SasPolicy(AzureSasCredential credential) : HttpPipelineSynchronousPolicy
{
    private const string OriginalQueryKey = "Azure.Data.Tables.OriginalQuery";

    public override void OnSendingRequest(HttpMessage message)
    {
        if (!message.TryGetProperty(OriginalQueryKey, out var original))
        {
            original = message.Request.Uri.Query;
            message.SetProperty(OriginalQueryKey, original);
        }

        var query = (string)original!;
        var signature = credential.Signature.TrimStart('?');
        message.Request.Uri.Query = query.Length == 0 ? "?" + signature : query + "&" + signature;
    }
}
