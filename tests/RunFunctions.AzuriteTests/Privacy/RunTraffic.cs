using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using RunFunctions.AzuriteTests.Support;

namespace RunFunctions.AzuriteTests.Privacy;

/// <summary>Everything that callers can write about runs and what they found, on the ways to success and to refusals.</summary>
/// <param name="admin">Who may do all of it.</param>
/// <param name="receiver">An address that webhooks may call; others on this machine do not answer.</param>
/// <param name="canaries">Gives the words.</param>
internal sealed class RunTraffic(HttpClient admin, Uri receiver, Canaries canaries)
{
    private const string Webhooks = "/api/webhooks";
    private const string Bulk = "/api/runs/bulk";
    private const int Each = 3;

    private readonly DocumentsDriver _documents = new(admin);
    private readonly ReviewDriver _reviews = new(admin);

    /// <summary>Webhooks that answer and webhooks that do not, and one that is refused; each is tested.</summary>
    public async Task WebhooksAsync()
    {
        foreach (var address in (Uri[])[receiver, new("http://127.0.0.1:1024")])
        {
            var url = new Uri(address, $"/{canaries.New(CanaryKind.WebhookAddress)}?key={canaries.New(CanaryKind.WebhookAddress)}").ToString();
            var id = (await CreatedAsync(Webhooks, new { url })).GetProperty("webhook").Text("webhook_id")!;
            using var tested = await admin.PostAsync($"{Webhooks}/{id}/test", content: null);
            Assert.Equal(HttpStatusCode.Accepted, tested.StatusCode);
            await Eventually.GetAsync(
                async () => (await _documents.ReadAsync($"{Webhooks}/{id}/deliveries?limit=1")).GetProperty("items")[0].GetProperty("attempts").GetInt32(),
                attempts => attempts > 0,
                "an attempt to deliver");
        }

        using var refused = await admin.PostAsJsonAsync(Webhooks, new { url = $"ftp://{canaries.New(CanaryKind.Body)}.example/{canaries.New(CanaryKind.Body)}" });
        Refused(refused);
    }

    /// <summary>Requests that make something, with a key, and again.</summary>
    public async Task KeysAsync()
    {
        var key = canaries.New(CanaryKind.Header);
        var (name, text) = (canaries.New(CanaryKind.FileName) + ".pdf", canaries.New(CanaryKind.DocumentText));
        string[] made = [await UploadAsync(), await UploadAsync()];
        Assert.Equal(made[0], made[1]);
        await _documents.WaitForEndAsync(made[0]);
        using var again = await SendAsync(HttpMethod.Post, $"/api/runs/{made[0]}/rerun", new { }, canaries.New(CanaryKind.Header));
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        using var other = await SendAsync(HttpMethod.Post, Bulk, new { action = "cancel", filter = new { state = "QUEUED" } }, key + "/");
        using var misused = await SendAsync(HttpMethod.Post, Bulk, new { action = "cancel", filter = new { state = "RUNNING" } }, key + "/");
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.UnprocessableEntity), (other.StatusCode, misused.StatusCode));

        async Task<string> UploadAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/documents/upload") { Content = DocumentsDriver.Form(Pdfs.WithLines(text), name) };
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await admin.SendAsync(request);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            return answer.Header("Operation-Location").Split('/')[^1];
        }
    }

    /// <summary>Notes and tags, jobs that find and set them, a receipt of such a run, and its removal.</summary>
    public async Task AnnotationsAsync()
    {
        for (var i = 0; i < Each; i++)
        {
            var uploaded = await _documents.UploadAndCompleteAsync();
            var (tag, note) = (canaries.NewLowercase(CanaryKind.Tag), canaries.New(CanaryKind.Note));
            using var changed = await SendAsync(HttpMethod.Patch, $"/api/runs/{uploaded.RunId}", new { tags = (string[])[tag, $"{canaries.NewLowercase(CanaryKind.Tag)}:1"], note });
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
            using var refused = await SendAsync(HttpMethod.Patch, $"/api/runs/{uploaded.RunId}", new { tags = (string[])[canaries.New(CanaryKind.Body) + " !"], note = canaries.New(CanaryKind.Body) });
            Refused(refused);
            Assert.Single((await _documents.ReadAsync($"/api/runs?tag={tag}")).GetProperty("items").EnumerateArray());
            var job = await StartedAsync(new { action = "tag", tag = canaries.NewLowercase(CanaryKind.Tag), filter = new { tag } });
            await Eventually.GetAsync(() => _documents.ReadAsync($"{Bulk}/{job}"), read => read.Text("state") == "COMPLETED", "the end of the job");
            foreach (var path in (string[])["", "/receipt", "/timeline", "/why"])
            {
                await _documents.ReadAsync($"/api/runs/{uploaded.RunId}{path}");
            }

            // One stays as it is, the others go as a run does that a newer one replaced.
            if (i == 0)
            {
                continue;
            }

            await _documents.WaitForEndAsync(await _documents.ReprocessAsync(uploaded.DocumentId));
            using var deleted = await admin.DeleteAsync($"/api/runs/{uploaded.RunId}");
            Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        }
    }

    /// <summary>Bodies of jobs that are refused.</summary>
    public async Task RefusedJobsAsync()
    {
        Func<string, JsonObject>[] forms =
        [
            canary => new() { ["action"] = canary, ["filter"] = new JsonObject() },
            canary => new() { ["action"] = "cancel", ["filter"] = new JsonObject { ["state"] = canary } },
            canary => new() { ["action"] = "cancel", ["filter"] = new JsonObject { [canary] = "x" } },
            canary => new() { ["action"] = "tag", ["tag"] = canary + " !", ["filter"] = new JsonObject() },
        ];
        foreach (var form in forms)
        {
            using var refused = await SendAsync(HttpMethod.Post, Bulk, form(canaries.New(CanaryKind.Body)));
            Refused(refused);
        }
    }

    /// <summary>Values and keys that reviewers write, restored and reviewed; what governance says of the keys; edits that are refused.</summary>
    public async Task EditsAsync()
    {
        for (var i = 0; i < Each; i++)
        {
            var uploaded = await _documents.UploadAndCompleteAsync();
            var pet = ReviewDriver.Field(await _reviews.ReviewAsync(uploaded), "pet_name").Text("field_id");
            var key = canaries.NewLowercase(CanaryKind.FieldKey);
            object[] changes =
            [
                new { op = "UPDATE", field_id = pet, value = canaries.New(CanaryKind.ReviewedValue), value_type = "string" },
                ReviewDriver.Note(canaries.New(CanaryKind.ReviewedValue)),
                new { op = "ADD", key, value = canaries.New(CanaryKind.ReviewedValue) },
            ];
            using var edited = await _reviews.EditAsync(uploaded, 1, changes);
            Assert.Equal(HttpStatusCode.Created, edited.StatusCode);
            await _reviews.MarkAsync(uploaded);
            using var restored = await _reviews.RestoreAsync(uploaded, 1, 2);
            Assert.Equal(HttpStatusCode.Created, restored.StatusCode);
            await _reviews.VersionsAsync(uploaded, "/2/changes");
            using var stale = await _reviews.EditAsync(uploaded, 1, [ReviewDriver.Note(canaries.New(CanaryKind.ReviewedValue))]);
            using var wrong = await _reviews.EditAsync(uploaded, 3, [new { op = canaries.New(CanaryKind.Body), key = canaries.New(CanaryKind.Body), value = canaries.New(CanaryKind.Body) }]);
            Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.BadRequest), (stale.StatusCode, wrong.StatusCode));

            var suggested = (await _documents.ReadAsync("/api/reviewer/structural-changes?limit=200")).GetProperty("items").EnumerateArray().Single(item => item.Text("target_key") == key);
            using var decided = await admin.PostAsJsonAsync(
                $"/api/reviewer/structural-changes/{suggested.Text("candidate_id")}/decision", new { decision_type = "APPROVE", reason = canaries.New(CanaryKind.Reason) });
            Assert.Equal(HttpStatusCode.Created, decided.StatusCode);
        }
    }

    private async Task<string> StartedAsync(object job)
    {
        using var answer = await SendAsync(HttpMethod.Post, Bulk, job, canaries.New(CanaryKind.Header));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (await answer.ReadJsonAsync()).Text("job_id")!;
    }

    private async Task<JsonElement> CreatedAsync(string path, object body)
    {
        using var answer = await admin.PostAsJsonAsync(path, body);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return await answer.ReadJsonAsync();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await admin.SendAsync(request);
    }

    private static void Refused(HttpResponseMessage answer) => Assert.InRange((int)answer.StatusCode, 400, 499);
}
