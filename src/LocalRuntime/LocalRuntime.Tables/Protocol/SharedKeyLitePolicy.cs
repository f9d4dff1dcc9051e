using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Protocol;

/// <summary>Signs every attempt anew with SharedKeyLite: the date is part of the signature and must not be older than 15 minutes.</summary>
internal sealed class SharedKeyLitePolicy(TableSharedKeyCredential credential, TimeProvider clock) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        var uri = message.Request.Uri.ToUri();
        var resource = "/" + credential.AccountName + uri.AbsolutePath + CompSuffix(uri.Query);
        message.Request.Headers.SetValue("x-ms-date", date);
        message.Request.Headers.SetValue("Authorization", $"SharedKeyLite {credential.AccountName}:{credential.Sign(date + "\n" + resource)}");
    }

    // Of the query only "comp" belongs to the signed resource.
    private static string CompSuffix(string query)
    {
        foreach (var part in query.AsSpan().TrimStart('?').ToString().Split('&'))
        {
            if (part.StartsWith("comp=", StringComparison.Ordinal))
            {
                return "?" + part;
            }
        }

        return "";
    }
}
