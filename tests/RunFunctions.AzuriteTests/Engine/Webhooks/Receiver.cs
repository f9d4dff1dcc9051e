using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RunFunctions.AzuriteTests.Engine.Webhooks;

/// <summary>What a receiver got.</summary>
internal sealed record Received(string Id, long Timestamp, string Signature, string Body)
{
    public string Type => JsonDocument.Parse(Body).RootElement.GetProperty("type").GetString()!;

    /// <summary>Checks a signature as receivers do.</summary>
    public bool IsSignedWith(string secret)
    {
        var signed = string.Create(CultureInfo.InvariantCulture, $"{Id}.{Timestamp}.{Body}");
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes(signed)));
        return Signature.Split(' ').Contains(expected);
    }
}

/// <summary>A receiver of webhooks on this machine.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    public ConcurrentQueue<Received> Got { get; } = new();

    /// <summary>Status of every answer.</summary>
    public HttpStatusCode Answer { get; set; } = HttpStatusCode.NoContent;

    public string Url { get; private set; } = "";

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.ReceiveAsync);
        await app.StartAsync();
        receiver.Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/hook";
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var headers = context.Request.Headers;
        Got.Enqueue(new Received(
            headers["webhook-id"].ToString(),
            long.Parse(headers["webhook-timestamp"].ToString(), CultureInfo.InvariantCulture),
            headers["webhook-signature"].ToString(),
            await reader.ReadToEndAsync()));
        context.Response.StatusCode = (int)Answer;
        if (Answer == HttpStatusCode.Redirect)
        {
            context.Response.Headers.Location = "/elsewhere";
        }
    }
}
