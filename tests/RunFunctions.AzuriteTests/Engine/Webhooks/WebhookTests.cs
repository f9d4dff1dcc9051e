using System.Net;
using System.Text.Json;
using RunFunctions.AzuriteTests.Access;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Engine.Webhooks;

/// <summary>Webhooks over HTTP, with a receiver on this machine that the settings allow.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private const string Webhooks = "/api/webhooks";

    private LocalApp _app = null!;
    private Receiver _receiver = null!;
    private TestOrganization _acme = null!;

    public async Task InitializeAsync()
    {
        _receiver = await Receiver.StartAsync();
        _app = await UnlimitedApp.StartAsync(settings:
        [
            "--Webhooks:AllowedAddresses", "127.0.0.1/32", "--Webhooks:AllowHttp", "true", "--Webhooks:RetryDelays", "00:00:00.050", "--Webhooks:Interval", "00:00:00.200",
        ]);
        _acme = await TestOrganization.CreateAsync(_app, "acme");
    }

    public async Task DisposeAsync()
    {
        _acme.Dispose();
        await _app.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task Every_transition_of_a_run_arrives_signed()
    {
        var (_, secret) = await SubscribeAsync();
        var uploaded = await _acme.Documents.UploadAndCompleteAsync("record.pdf");
        await Eventually.TrueAsync(() => _receiver.Got.Count == 3, "three deliveries");

        Assert.Equal(["RUN_COMPLETED", "RUN_CREATED", "RUN_STARTED"], _receiver.Got.Select(got => got.Type).Order(StringComparer.Ordinal));
        Assert.All(_receiver.Got, got => Assert.True(got.IsSignedWith(secret)));
        Assert.All(_receiver.Got, got => Assert.Contains(uploaded.RunId, got.Body, StringComparison.Ordinal));
        Assert.All(_receiver.Got, got => Assert.DoesNotContain("record", got.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_destination_that_fails_ends_in_the_dead_letter_list_and_can_be_replayed()
    {
        var (id, _) = await SubscribeAsync();
        _receiver.Answer = HttpStatusCode.InternalServerError;
        var test = await TestAsync(id);
        var dead = await DeliveryAsync(id, "dead");
        Assert.Equal((test, "WEBHOOK_TEST", 2, 500, "STATUS"), (dead.Text("delivery_id"), dead.Text("event_type"), dead.GetProperty("attempts").GetInt32(), dead.GetProperty("last_status").GetInt32(), dead.Text("last_error")));

        _receiver.Answer = HttpStatusCode.OK;
        using var replayed = await _acme.Client.PostAsync($"{Webhooks}/{id}/deliveries/{test}/replay", content: null);
        Assert.Equal(HttpStatusCode.Accepted, replayed.StatusCode);
        Assert.Equal(test, (await DeliveryAsync(id, "delivered")).Text("delivery_id"));
        Assert.Equal(3, _receiver.Got.Count(got => got.Id == test));
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_not_followed()
    {
        var (id, _) = await SubscribeAsync();
        _receiver.Answer = HttpStatusCode.Redirect;
        await TestAsync(id);
        Assert.Equal(302, (await DeliveryAsync(id, "dead")).GetProperty("last_status").GetInt32());
        Assert.Equal(2, _receiver.Got.Count);
    }

    [Fact]
    public async Task A_name_that_leads_to_an_address_that_may_not_be_called_is_not_called()
    {
        await using var app = await UnlimitedApp.StartAsync(settings: ["--Webhooks:AllowHttp", "true", "--Webhooks:RetryDelays", "00:00:00.050", "--Webhooks:Interval", "00:00:00.200"]);
        using var acme = await TestOrganization.CreateAsync(app, "acme");
        var made = await acme.Access.CreateAsync(Webhooks, new { url = _receiver.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) });
        var id = made.GetProperty("webhook").Text("webhook_id")!;
        await TestAsync(id, acme);
        Assert.Equal("ADDRESS_NOT_ALLOWED", (await DeliveryAsync(id, "dead", acme)).Text("last_error"));
        Assert.Empty(_receiver.Got);
    }

    [Fact]
    public async Task A_rotated_secret_signs_beside_the_one_before()
    {
        var (id, before) = await SubscribeAsync();
        using var rotated = await _acme.Client.PostAsync($"{Webhooks}/{id}/rotate-secret", content: null);
        Assert.Equal(HttpStatusCode.Created, rotated.StatusCode);
        Assert.Equal("no-store", rotated.Header("Cache-Control"));
        var after = (await rotated.ReadJsonAsync()).Text("secret")!;
        Assert.NotEqual(before, after);
        await TestAsync(id);
        await Eventually.TrueAsync(() => !_receiver.Got.IsEmpty, "a delivery");
        Assert.True(_receiver.Got.Single().IsSignedWith(after));
        Assert.True(_receiver.Got.Single().IsSignedWith(before));
    }

    [Fact]
    public async Task Rotating_again_does_not_cut_short_an_earlier_secret_and_there_are_at_most_five()
    {
        var (id, first) = await SubscribeAsync();
        for (var rotation = 0; rotation < 5; rotation++)
        {
            using var rotated = await _acme.Client.PostAsync($"{Webhooks}/{id}/rotate-secret", content: null);
            Assert.Equal(HttpStatusCode.Created, rotated.StatusCode);
        }

        using (var refused = await _acme.Client.PostAsync($"{Webhooks}/{id}/rotate-secret", content: null))
        {
            await refused.ConflictAsync("ROTATED_TOO_OFTEN");
        }

        await TestAsync(id);
        await Eventually.TrueAsync(() => !_receiver.Got.IsEmpty, "a delivery");
        Assert.True(_receiver.Got.Single().IsSignedWith(first));
    }

    [Fact]
    public async Task A_webhook_is_read_changed_paused_and_removed_and_its_secret_shown_once()
    {
        var (id, secret) = await SubscribeAsync();
        using var read = await _acme.Client.GetAsync($"{Webhooks}/{id}");
        Assert.DoesNotContain(secret, await read.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var changed = await _acme.Access.ChangeAsync($"{Webhooks}/{id}", new { event_types = (string[])["RUN_FAILED"], kinds = (string[])["document"], active = false });
        Assert.Equal(["RUN_FAILED"], changed.GetProperty("event_types").EnumerateArray().Select(type => type.GetString()));
        using (var outdated = await _acme.Access.PatchAsync($"{Webhooks}/{id}", new { active = true }, read.Headers.ETag!.Tag))
        {
            await outdated.RefusedAsync(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        }

        using (var test = await _acme.Client.PostAsync($"{Webhooks}/{id}/test", content: null))
        {
            await test.ConflictAsync("WEBHOOK_INACTIVE");
        }

        Assert.Single((await _acme.Access.ReadAsync(Webhooks)).GetProperty("items").EnumerateArray());
        using var removed = await _acme.Client.DeleteAsync($"{Webhooks}/{id}");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Empty((await _acme.Access.ReadAsync(Webhooks)).GetProperty("items").EnumerateArray());
        using var gone = await _acme.Client.GetAsync($"{Webhooks}/{id}");
        await gone.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Theory]
    [InlineData("{}", "url required")]
    [InlineData("""{"url":"https://10.0.0.1/"}""", "url destination")]
    [InlineData("""{"url":"https://x.example/","event_types":["RUN_CREATED","RUN_CREATED","STEP_FAILED"]}""", "event_types[1] unique,event_types[2] enum")]
    [InlineData("""{"url":"https://x.example/","kinds":["Document"]}""", "kinds[0] enum")]
    [InlineData("""{"url":"https://x.example/","kinds":["nonexistent"]}""", "kinds[0] enum")]
    public async Task What_is_wrong_is_named(string body, string errors)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await _acme.Client.PostAsync(Webhooks, content);
        Assert.Equal(errors.Split(','), (await answer.ProblemAsync(HttpStatusCode.BadRequest)).Errors);
    }

    [Fact]
    public async Task Another_organization_finds_nothing()
    {
        var (id, _) = await SubscribeAsync();
        var delivery = await TestAsync(id);
        using var other = await TestOrganization.CreateAsync(_app, "other");
        foreach (var (method, path) in new (string, string)[] { ("GET", ""), ("DELETE", ""), ("POST", "/test"), ("GET", "/deliveries"), ("POST", $"/deliveries/{delivery}/replay"), ("POST", "/rotate-secret") })
        {
            using var answer = await other.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), $"{Webhooks}/{id}{path}"));
            await answer.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        }

        Assert.Empty((await other.Access.ReadAsync(Webhooks)).GetProperty("items").EnumerateArray());
    }

    private async Task<(string Id, string Secret)> SubscribeAsync()
    {
        var made = await _acme.Access.CreateAsync(Webhooks, new { url = _receiver.Url });
        return (made.GetProperty("webhook").Text("webhook_id")!, made.Text("secret")!);
    }

    private async Task<string> TestAsync(string webhook, TestOrganization? organization = null)
    {
        using var answer = await (organization ?? _acme).Client.PostAsync($"{Webhooks}/{webhook}/test", content: null);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (await answer.ReadJsonAsync()).Text("delivery_id")!;
    }

    private async Task<JsonElement> DeliveryAsync(string webhook, string state, TestOrganization? organization = null)
    {
        var found = await Eventually.GetAsync(
            async () => (await (organization ?? _acme).Access.ReadAsync($"{Webhooks}/{webhook}/deliveries?state={state}")).GetProperty("items"), items => items.GetArrayLength() > 0, state);
        return found.EnumerateArray().Single();
    }
}
