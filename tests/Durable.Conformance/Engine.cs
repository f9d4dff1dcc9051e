using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Durable.Conformance.App.Client;

namespace Durable.Conformance;

/// <summary>The engine as a user's client sees it: the calls of <c>DurableTaskClient</c>, made inside of the app.</summary>
internal static class Engine
{
    private static int _lastId;

    /// <summary>An instance id that no other test uses, also not an earlier run of the suite.</summary>
    public static string NewId() => $"{Stem}-{Interlocked.Increment(ref _lastId)}";

    private static string Stem { get; } = Guid.NewGuid().ToString("N")[..12];

    /// <summary>Starts an instance; the engine must accept it.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> StartAsync(string orchestrator, object? input = null, string? instanceId = null) =>
        await SucceedAsync<string>("start", new Start(orchestrator, Json(input), instanceId ?? NewId()));

    /// <summary>Starts an instance as given.</summary>
    /// <returns>Its id, or why it was refused.</returns>
    public static async Task<(string? InstanceId, Refused? Refused)> TryStartAsync(Start start)
    {
        using var response = await PostAsync("start", start);
        return response.StatusCode == HttpStatusCode.UnprocessableEntity
            ? (null, await response.Content.ReadFromJsonAsync<Refused>())
            : (await ReadAsync<string>(response), null);
    }

    /// <summary>Starts an instance and waits for its end.</summary>
    public static async Task<Instance> RunAsync(string orchestrator, object? input = null, string? instanceId = null) =>
        await CompletionAsync(await StartAsync(orchestrator, input, instanceId));

    /// <summary>Starts an instance and waits until it runs.</summary>
    public static async Task<string> StartAndWaitAsync(string orchestrator, object? input = null, string? instanceId = null)
    {
        var id = await StartAsync(orchestrator, input, instanceId);
        await SucceedAsync<Instance>("wait-for-start", new Command(id));
        return id;
    }

    public static Task<Instance> CompletionAsync(string instanceId) => SucceedAsync<Instance>("wait-for-completion", new Command(instanceId));

    /// <summary>Null when there is no such instance.</summary>
    public static async Task<Instance?> FindAsync(string instanceId)
    {
        using var response = await PostAsync("get", new Command(instanceId));
        return response.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync<Instance>(response);
    }

    /// <summary>Waits until an instance is there and looks as wanted.</summary>
    public static async Task<Instance> UntilAsync(string instanceId, Func<Instance, bool> isReached)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (await FindAsync(instanceId) is { } instance && isReached(instance))
            {
                return instance;
            }

            await Task.Delay(20, patience.Token);
        }
    }

    public static Task RaiseAsync(string instanceId, string name, object? payload) => DoAsync("raise", new Command(instanceId, name, Json(payload)));

    public static Task TerminateAsync(string instanceId, object? output = null, bool recursive = false) =>
        DoAsync("terminate", new Command(instanceId, Payload: Json(output), Flag: recursive));

    public static Task SuspendAsync(string instanceId) => DoAsync("suspend", new Command(instanceId));

    public static Task ResumeAsync(string instanceId) => DoAsync("resume", new Command(instanceId));

    public static Task<string> RestartAsync(string instanceId, bool withNewId) => SucceedAsync<string>("restart", new Command(instanceId, Flag: withNewId));

    /// <returns>How many were purged.</returns>
    public static Task<int> PurgeAsync(string instanceId) => SucceedAsync<int>("purge", new Command(instanceId));

    /// <returns>How many were purged.</returns>
    public static Task<int> PurgeAsync(Query query) => SucceedAsync<int>("purge-matching", query);

    public static Task<InstancePage> PageAsync(Query query) => SucceedAsync<InstancePage>("list-page", query);

    /// <summary>Every page of a list.</summary>
    public static async Task<IReadOnlyList<InstancePage>> PagesAsync(Query query)
    {
        List<InstancePage> pages = [];
        do
        {
            pages.Add(await PageAsync(query with { ContinuationToken = pages.LastOrDefault()?.ContinuationToken }));
        }
        while (pages[^1].ContinuationToken is not null);

        return pages;
    }

    /// <summary>Ids of every instance of a list, in order of the ids.</summary>
    public static async Task<IEnumerable<string>> IdsAsync(Query query) =>
        (await PagesAsync(query)).SelectMany(page => page.Instances).Select(instance => instance.InstanceId).Order(StringComparer.Ordinal);

    /// <summary>What code of the app observed under a key, in order.</summary>
    public static Task<string[]> ObservedAsync(string key) => SucceedAsync<string[]>("observed", new Command(key));

    /// <summary>The URLs of the management API, by name.</summary>
    public static Task<Dictionary<string, string>> ManagementLinksAsync(string instanceId) =>
        SucceedAsync<Dictionary<string, string>>("management-links", new Command(instanceId));

    private static async Task DoAsync(string call, Command command)
    {
        using var response = await PostAsync(call, command);
        Assert.True(response.StatusCode == HttpStatusCode.NoContent, await response.Content.ReadAsStringAsync());
    }

    private static async Task<T> SucceedAsync<T>(string call, object body)
    {
        using var response = await PostAsync(call, body);
        return await ReadAsync<T>(response);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response)
    {
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return (await response.Content.ReadFromJsonAsync<T>(JsonSerializerOptions.Web))!;
    }

    private static async Task<HttpResponseMessage> PostAsync(string call, object body) =>
        await (await AppUnderTest.ClientAsync()).PostAsJsonAsync(new Uri("client/" + call, UriKind.Relative), body, JsonSerializerOptions.Web);

    private static JsonElement? Json(object? value) => value is null ? null : JsonSerializer.SerializeToElement(value);
}
