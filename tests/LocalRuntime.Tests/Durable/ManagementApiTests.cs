using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LocalRuntime.Functions.Hosting;
using LocalRuntime.Tests.Functions;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRuntime.Tests.Durable;

/// <summary>The Durable HTTP management API over real HTTP.</summary>
public sealed class ManagementApiTests : IAsyncLifetime
{
    private const string Base = "/runtime/webhooks/durabletask";

    private HostUnderTest _host = null!;
    private string _key = null!;

    public async Task InitializeAsync()
    {
        _host = await DurableHost.StartAsync();
        _key = _host.Services.GetRequiredService<IHostSettings>().SystemKey("durabletask");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Without_the_system_key_every_route_answers_401()
    {
        foreach (var path in (string[])["/instances", "/instances/one", "/instances/one?code=wrong"])
        {
            using var response = await _host.Client.GetAsync(new Uri(Base + path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }

        using var start = await _host.Client.PostAsync(new Uri(Base + "/orchestrators/WaitForApproval", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.Unauthorized, start.StatusCode);
    }

    [Fact]
    public async Task The_key_may_come_in_a_header()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Base + "/instances");
        request.Headers.Add("x-functions-key", _key);

        using var response = await _host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Every_link_of_the_payload_leads_somewhere()
    {
        using var started = await PostAsync("/orchestrators/WaitForApproval/linked");
        var links = await started.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.Accepted, await StatusOfPostAsync(links, "suspendPostUri"));
        Assert.Equal(HttpStatusCode.Accepted, await StatusOfPostAsync(links, "resumePostUri"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await StatusOfPostAsync(links, "rewindPostUri"));
        Assert.Equal(HttpStatusCode.Accepted, await StatusOfPostAsync(links, "sendEventPostUri", "\"yes\""));
        var ended = await ManagementCalls.EndOfAsync(_host.Client, links.GetProperty("statusQueryGetUri").GetString()!);
        Assert.Equal("yes", ended.GetProperty("output").GetString());
        Assert.Equal(HttpStatusCode.Gone, await StatusOfPostAsync(links, "terminatePostUri"));
        Assert.Equal(HttpStatusCode.Accepted, await StatusOfPostAsync(links, "restartPostUri"));
        using var purged = await _host.Client.DeleteAsync(new Uri(links.GetProperty("purgeHistoryDeleteUri").GetString()!));
        Assert.Equal("""{"instancesDeleted":1}""", await purged.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Events_must_be_json()
    {
        using var started = await PostAsync("/orchestrators/WaitForApproval/strict");
        using var text = await _host.Client.PostAsync(Url("/instances/strict/raiseEvent/Approval"), new StringContent("yes", Encoding.UTF8, "text/plain"));
        using var broken = await PostAsync("/instances/strict/raiseEvent/Approval", "{");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (text.StatusCode, broken.StatusCode));
    }

    [Fact]
    public async Task A_failed_instance_answers_200_or_500_on_demand_and_cannot_be_rewound_here()
    {
        using var started = await PostAsync("/orchestrators/Refuse/failing?timeout=20&pollingInterval=1");
        using var asError = await GetAsync("/instances/failing?returnInternalServerErrorOnFailure=true");
        using var rewound = await PostAsync("/instances/failing/rewind?reason=again");

        Assert.Equal(HttpStatusCode.OK, started.StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, asError.StatusCode);
        Assert.Equal(HttpStatusCode.NotImplemented, rewound.StatusCode);
        var payload = await asError.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("System.InvalidOperationException: refused Refuse", payload.GetProperty("output").GetString());
    }

    [Fact]
    public async Task Waiting_at_the_start_gives_the_output_of_a_short_orchestration()
    {
        using var response = await PostAsync("/orchestrators/PriceOrder?timeout=20&pollingInterval=1", """{ "item": "apple", "count": 2 }""");

        Assert.Equal("10", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Bad_starts_are_refused()
    {
        using var started = await PostAsync("/orchestrators/WaitForApproval/taken");
        using var taken = await PostAsync("/orchestrators/WaitForApproval/taken");
        using var unknown = await PostAsync("/orchestrators/Nowhere");
        using var broken = await PostAsync("/orchestrators/WaitForApproval", "{");
        using var restarted = await PostAsync("/instances/taken/restart?restartWithNewInstanceId=false");
        using var restartedNobody = await PostAsync("/instances/nobody/restart");

        Assert.Equal(HttpStatusCode.Conflict, taken.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, restarted.StatusCode);
        Assert.All([unknown, broken, restartedNobody], response => Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode));
    }

    [Fact]
    public async Task History_is_shown_on_demand_with_results_on_demand()
    {
        using var started = await PostAsync("/orchestrators/PriceOrder/told?timeout=20", """{ "Item": "apple", "Count": 2 }""");
        using var plain = await GetAsync("/instances/told?showHistory=true&showInput=false");
        using var full = await GetAsync("/instances/told?showHistory=true&showHistoryOutput=true");

        var without = await plain.Content.ReadFromJsonAsync<JsonElement>();
        var with = await full.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(JsonValueKind.Null, without.GetProperty("input").ValueKind);
        Assert.Equal(
            ["ExecutionStarted PriceOrder", "TaskCompleted UnitPrice", "TaskCompleted Multiply", "ExecutionCompleted "],
            without.GetProperty("historyEvents").EnumerateArray().Select(Describe));
        Assert.DoesNotContain(without.GetProperty("historyEvents").EnumerateArray(), told => told.TryGetProperty("Result", out _));
        Assert.Equal(10, with.GetProperty("historyEvents").EnumerateArray().Last().GetProperty("Result").GetInt32());

        static string Describe(JsonElement told) =>
            $"{told.GetProperty("EventType").GetString()} {(told.TryGetProperty("FunctionName", out var name) ? name.GetString() : "")}";
    }

    [Fact]
    public async Task Lists_come_in_pages_and_a_filtered_purge_counts_what_it_deleted()
    {
        foreach (var id in (string[])["list-1", "list-2", "list-3"])
        {
            using var started = await PostAsync($"/orchestrators/WaitForApproval/{id}");
        }

        using var first = await GetAsync("/instances?instanceIdPrefix=list-&top=2");
        using var request = new HttpRequestMessage(HttpMethod.Get, Url("/instances?instanceIdPrefix=list-&top=2"));
        request.Headers.Add("x-ms-continuation-token", first.Headers.GetValues("x-ms-continuation-token").Single());
        using var second = await _host.Client.SendAsync(request);
        using var terminated = await PostAsync("/instances/list-2/terminate");
        using var withoutFrom = await DeleteAsync("/instances");
        using var nothing = await DeleteAsync("/instances?createdTimeFrom=2000-01-01&createdTimeTo=2000-01-02");
        using var purged = await DeleteAsync("/instances?createdTimeFrom=2000-01-01&runtimeStatus=Terminated,Failed");

        Assert.Equal(["list-1", "list-2"], await IdsAsync(first));
        Assert.Equal(["list-3"], await IdsAsync(second));
        Assert.Equal(HttpStatusCode.BadRequest, withoutFrom.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        Assert.Equal("""{"instancesDeleted":1}""", await purged.Content.ReadAsStringAsync());
    }

    private static async Task<IEnumerable<string?>> IdsAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray().Select(instance => instance.GetProperty("instanceId").GetString());

    private static StringContent? Json(string? body) => body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");

    private async Task<HttpStatusCode> StatusOfPostAsync(JsonElement links, string name, string? body = null)
    {
        var url = links.GetProperty(name).GetString()!.Replace("{text}", "because", StringComparison.Ordinal).Replace("{eventName}", "Approval", StringComparison.Ordinal);
        using var response = await _host.Client.PostAsync(new Uri(url), Json(body));
        return response.StatusCode;
    }

    private Task<HttpResponseMessage> GetAsync(string path) => _host.Client.GetAsync(Url(path));

    private Task<HttpResponseMessage> DeleteAsync(string path) => _host.Client.DeleteAsync(Url(path));

    private Task<HttpResponseMessage> PostAsync(string path, string? body = null) => _host.Client.PostAsync(Url(path), Json(body));

    private Uri Url(string path) => new($"{Base}{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}code={_key}", UriKind.Relative);
}
