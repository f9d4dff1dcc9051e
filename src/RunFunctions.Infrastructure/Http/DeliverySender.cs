using System.Net;
using System.Net.Sockets;
using System.Text;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Engine.Ports.Webhooks;

namespace RunFunctions.Infrastructure.Http;

/// <summary>
/// Posts deliveries. A connection is made to an address that was checked and to no other: names are resolved here, once, for the
/// connection itself, so that a second resolution cannot lead elsewhere. No proxy, no cookies, no redirects, no body of an answer.
/// </summary>
public sealed class DeliverySender : IDeliverySender, IDisposable
{
    private const int MaxHeadersKib = 16;
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    private readonly Destinations _destinations;
    private readonly WebhookSettings _settings;
    private readonly TimeProvider _clock;
    private readonly HttpClient _client;

    public DeliverySender(Destinations destinations, WebhookSettings settings, TimeProvider clock)
    {
        (_destinations, _settings, _clock) = (destinations, settings, clock);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = MaxHeadersKib,
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = ConnectionLifetime,
            ConnectCallback = ConnectAsync,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public async Task<DeliveryAnswer> SendAsync(DeliveryMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_destinations.Fault(message.Url) is not null)
        {
            // The settings have changed since it was subscribed.
            return new DeliveryAnswer(null, DeliveryErrors.AddressNotAllowed);
        }

        using var timeout = new CancellationTokenSource(_settings.Timeout, _clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = ToRequest(message);
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return new DeliveryAnswer((int)answer.StatusCode, answer.IsSuccessStatusCode ? null : DeliveryErrors.Status);
        }
        catch (HttpRequestException failure)
        {
            return new DeliveryAnswer(null, failure.InnerException is NotAllowedException ? DeliveryErrors.AddressNotAllowed : DeliveryErrors.Connection);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeliveryAnswer(null, DeliveryErrors.Timeout);
        }
    }

    public void Dispose() => _client.Dispose();

    private static HttpRequestMessage ToRequest(DeliveryMessage message)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(message.Url)) { Content = new StringContent(message.Body, Encoding.UTF8, "application/json") };
        request.Headers.UserAgent.ParseAdd("RunFunctions-Webhooks/1");
        request.Headers.Add("webhook-id", message.Id.Value);
        request.Headers.Add("webhook-timestamp", message.At.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", message.Signature);
        return request;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = (await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken)).Where(_destinations.IsAllowed).ToArray();
        if (addresses.Length == 0)
        {
            throw new NotAllowedException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class NotAllowedException() : IOException("The destination has no address that may be called.");
}
