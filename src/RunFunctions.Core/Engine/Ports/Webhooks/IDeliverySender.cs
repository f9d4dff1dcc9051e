using RunFunctions.Core.Engine.Domain.Webhooks;

namespace RunFunctions.Core.Engine.Ports.Webhooks;

/// <summary>Posts deliveries to destinations.</summary>
public interface IDeliverySender
{
    /// <summary>One attempt. Never follows a redirect, never reads the answer's body.</summary>
    Task<DeliveryAnswer> SendAsync(DeliveryMessage message, CancellationToken cancellationToken);
}

/// <param name="Url">Where to.</param>
/// <param name="Id">Header <c>webhook-id</c>.</param>
/// <param name="At">Header <c>webhook-timestamp</c>.</param>
/// <param name="Signature">Header <c>webhook-signature</c>: one signature, or two with a space between.</param>
/// <param name="Body">JSON.</param>
public sealed record DeliveryMessage(string Url, DeliveryId Id, DateTimeOffset At, string Signature, string Body);
