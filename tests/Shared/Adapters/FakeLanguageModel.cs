using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RunFunctions.TestSupport;

/// <summary>An OpenAI-compatible endpoint on this machine that answers what a test wants.</summary>
internal sealed class FakeLanguageModel : IAsyncDisposable
{
    public const string Model = "test-model";
    public const int InputTokens = 1000;
    public const int OutputTokens = 50;

    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stopping = new();

    private FakeLanguageModel(WebApplication app) => _app = app;

    public string Endpoint { get; private set; } = "";

    public ConcurrentQueue<JsonNode> Asked { get; } = new();

    public ConcurrentQueue<string> Authorizations { get; } = new();

    /// <summary>How it answers.</summary>
    public Func<HttpContext, CancellationToken, Task> Behaviour { get; set; } = (_, _) => Task.CompletedTask;

    public static async Task<FakeLanguageModel> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var model = new FakeLanguageModel(app);
        app.MapPost("/v1/chat/completions", model.AnswerAsync);
        await app.StartAsync();
        model.Endpoint = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/v1";
        return model;
    }

    /// <summary>Answers with these values.</summary>
    public void Say(params (string Key, string Value, string Quote)[] values) => Say(new JsonObject
    {
        ["fields"] = new JsonArray([.. values.Select(value => new JsonObject { ["key"] = value.Key, ["value"] = value.Value, ["quote"] = value.Quote })]),
    }.ToJsonString());

    /// <summary>Answers with this content.</summary>
    public void Say(string content, string finishReason = "stop") => SendBody(new JsonObject
    {
        ["id"] = "answer",
        ["object"] = "chat.completion",
        ["created"] = 1,
        ["model"] = Model,
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["finish_reason"] = finishReason,
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = content },
        }),
        ["usage"] = new JsonObject
        {
            ["prompt_tokens"] = InputTokens,
            ["completion_tokens"] = OutputTokens,
            ["total_tokens"] = InputTokens + OutputTokens,
        },
    }.ToJsonString());

    /// <summary>Answers with this body, whatever it is.</summary>
    public void SendBody(string body, HttpStatusCode status = HttpStatusCode.OK) => Behaviour = (http, _) =>
    {
        http.Response.StatusCode = (int)status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body, CancellationToken.None);
    };

    /// <summary>Does not answer as long as somebody waits for it.</summary>
    public void SayNothing() => Behaviour = async (http, stopping) =>
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    };

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        Authorizations.Enqueue(http.Request.Headers.Authorization.ToString());
        Asked.Enqueue((await JsonSerializer.DeserializeAsync<JsonNode>(http.Request.Body))!);
        await Behaviour(http, _stopping.Token);
    }
}
