using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Core.Engine.Domain.Webhooks;

/// <summary>Secrets and signatures of webhooks in the manner of the Standard Webhooks specification, version 1.0.0.</summary>
public static class WebhookSignature
{
    private const string SecretPrefix = "whsec_";
    private const string Version = "v1,";

    /// <summary>The secret of a webhook as its receiver keeps it: <c>whsec_</c> and 32 bytes in base64.</summary>
    /// <param name="key">The key that <see cref="WebhookSecret.KeyId"/> names.</param>
    /// <param name="webhook">Whose secret.</param>
    /// <param name="version">Which of its secrets.</param>
    public static string SecretText(SigningKey key, WebhookId webhook, int version) =>
        SecretPrefix + Convert.ToBase64String(Derive(key, webhook, version));

    /// <summary>A signature as header <c>webhook-signature</c> has it: <c>v1,</c> and HMAC-SHA256 of <c>id.timestamp.body</c> in base64.</summary>
    /// <param name="key">The key that <see cref="WebhookSecret.KeyId"/> names.</param>
    /// <param name="webhook">Whose secret.</param>
    /// <param name="version">Which of its secrets.</param>
    /// <param name="delivery">Header <c>webhook-id</c>.</param>
    /// <param name="at">Header <c>webhook-timestamp</c>, whole seconds count.</param>
    /// <param name="body">The body.</param>
    public static string Sign(SigningKey key, WebhookId webhook, int version, DeliveryId delivery, DateTimeOffset at, string body) =>
        Version + Convert.ToBase64String(HMACSHA256.HashData(
            Derive(key, webhook, version),
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{delivery}.{at.ToUnixTimeSeconds()}.{body}"))));

    private static byte[] Derive(SigningKey key, WebhookId webhook, int version)
    {
        ArgumentNullException.ThrowIfNull(key);
        return HMACSHA256.HashData(key.Key.Span, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{webhook}|{version}")));
    }
}
