using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LocalRuntime.Tests.Durable;

public sealed class DurableFunctionTests
{
    [Fact]
    public async Task An_http_function_starts_an_orchestration_of_two_activities_and_its_status_url_shows_the_result()
    {
        await using var host = await DurableHost.StartAsync();

        using var started = await host.Client.PostAsJsonAsync(new Uri("/orders/order-1", UriKind.Relative), new Order("apple", 3));
        var links = await started.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        var status = await ManagementCalls.EndOfAsync(host.Client, links.GetProperty("statusQueryGetUri").GetString()!);
        Assert.Equal("Completed", status.GetProperty("runtimeStatus").GetString());
        Assert.Equal(15, status.GetProperty("output").GetInt32());
        Assert.Equal("apple", status.GetProperty("input").GetProperty("Item").GetString());
    }
}
