using LocalRuntime.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace LocalRuntime.DurableTask.Functions.Management;

/// <summary>Makes the URLs of the management API, with the extension's system key in them.</summary>
internal sealed class ManagementLinks(IHostSettings host, DurableTaskSettings settings)
{
    public const string BasePath = "/runtime/webhooks/durabletask";
    public const string Extension = "durabletask";

    /// <param name="instanceId">The instance.</param>
    /// <param name="authority">Scheme and host to use; the host's own when null.</param>
    public HttpManagementPayload For(string instanceId, Uri? authority = null)
    {
        var instance = new Uri(authority ?? host.BaseAddress, $"{BasePath}/instances/{Uri.EscapeDataString(instanceId)}").AbsoluteUri;
        var query = $"taskHub={settings.HubName}&connection=Storage&code={Uri.EscapeDataString(host.SystemKey(Extension))}";
        return new HttpManagementPayload
        {
            Id = instanceId,
            StatusQueryGetUri = $"{instance}?{query}",
            SendEventPostUri = $"{instance}/raiseEvent/{{eventName}}?{query}",
            TerminatePostUri = $"{instance}/terminate?reason={{text}}&{query}",
            RewindPostUri = $"{instance}/rewind?reason={{text}}&{query}",
            PurgeHistoryDeleteUri = $"{instance}?{query}",
            RestartPostUri = $"{instance}/restart?{query}",
            SuspendPostUri = $"{instance}/suspend?reason={{text}}&{query}",
            ResumePostUri = $"{instance}/resume?reason={{text}}&{query}",
        };
    }
}
