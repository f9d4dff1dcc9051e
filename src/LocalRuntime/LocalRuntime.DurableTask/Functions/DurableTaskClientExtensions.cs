using LocalRuntime.DurableTask.Engine;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the Functions host adds to a client.</summary>
public static class DurableTaskClientExtensions
{
    /// <summary>The management URLs of an instance, whether it exists or not.</summary>
    /// <param name="client">A client from <see cref="DurableClientAttribute"/>.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="request">Where the URLs' scheme and host come from; the host's own address when null.</param>
    /// <exception cref="InvalidOperationException">The client does not come from the host.</exception>
    public static HttpManagementPayload CreateHttpManagementPayload(this DurableTaskClient client, string instanceId, HttpRequestData? request = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return client is LocalDurableTaskClient { Links: { } links }
            ? links.For(instanceId, request is null ? null : new Uri(request.Url.GetLeftPart(UriPartial.Authority)))
            : throw new InvalidOperationException(
                "Failed to create HTTP management payload. Base URL is null. Either use Functions bindings or provide an HTTP request to create the HttpPayload.");
    }
}
