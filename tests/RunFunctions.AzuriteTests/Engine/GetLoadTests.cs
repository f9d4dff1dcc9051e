using System.Globalization;
using System.Net;
using System.Text.Json;
using RunFunctions.AzuriteTests.Support;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary><c>GET /api/runs/load</c>, and the limits that it shows: two runs at once, three that wait.</summary>
public sealed class GetLoadTests(GetLoadTests.LimitedApp fixture) : IClassFixture<GetLoadTests.LimitedApp>
{
    private readonly DocumentsDriver _documents = fixture.App.Documents;

    [Fact]
    public async Task As_many_runs_as_may_are_running_the_others_wait_and_too_many_are_refused_with_429_until_some_have_started()
    {
        fixture.Interpreter.Hold();
        List<Uploaded> uploads = [];
        for (var i = 0; i < 5; i++)
        {
            uploads.Add(await _documents.UploadAsync(Pdfs.Record));
            if (i == 1)
            {
                // Until they have started they wait as well.
                await Eventually.GetAsync(LoadAsync, load => Numbers(load) == (0, 2, 0), "two running runs");
            }
        }

        var load = await Eventually.GetAsync(LoadAsync, load => Numbers(load) == (3, 2, 0), "two running and three waiting runs");
        Assert.Equal(["queued", "running", "retrying", "limit", "queued_limit", "complete", "kinds"], load.Members());
        Assert.Equal((2, 3, true), (load.GetProperty("limit").GetInt32(), load.GetProperty("queued_limit").GetInt32(), load.GetProperty("complete").GetBoolean()));
        var kind = Assert.Single(load.GetProperty("kinds").EnumerateArray());
        Assert.Equal(["kind", "queued", "running", "retrying", "limit", "queued_limit"], kind.Members());
        Assert.Equal(("document", 10), (kind.Text("kind"), kind.GetProperty("limit").GetInt32()));
        Assert.Equal((3, 2, 0), Numbers(kind));

        using var upload = await _documents.PostFileAsync(Pdfs.Record);
        await AssertTooManyAsync(upload);
        using var reprocess = await fixture.App.Client.PostAsync($"/api/documents/{uploads[0].DocumentId}/reprocess", content: null);
        await AssertTooManyAsync(reprocess);

        fixture.Interpreter.Release();
        foreach (var uploaded in uploads)
        {
            Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(uploaded.RunId));
        }

        await Eventually.GetAsync(LoadAsync, load => Numbers(load) == (0, 0, 0), "nothing unfinished");
        Assert.Equal("COMPLETED", await _documents.WaitForEndAsync((await _documents.UploadAsync(Pdfs.Record)).RunId));
    }

    [Fact]
    public async Task A_run_that_repeats_a_failed_step_is_retrying_until_it_succeeds()
    {
        var calls = 0;
        fixture.Interpreter.Script = _ =>
        {
            if (Interlocked.Increment(ref calls) > 1)
            {
                return null;
            }

            fixture.Interpreter.Hold();
            throw new InvalidOperationException("The first attempt fails.");
        };
        var uploaded = await _documents.UploadAsync(Pdfs.Record);

        await Eventually.GetAsync(LoadAsync, load => Numbers(load) == (0, 1, 1), "a retrying run");
        fixture.Interpreter.Release();
        Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(uploaded.RunId));
        await Eventually.GetAsync(LoadAsync, load => Numbers(load) == (0, 0, 0), "nothing unfinished");
        fixture.Interpreter.Script = _ => null;
    }

    private static (int Queued, int Running, int Retrying) Numbers(JsonElement load) =>
        (load.GetProperty("queued").GetInt32(), load.GetProperty("running").GetInt32(), load.GetProperty("retrying").GetInt32());

    private static async Task AssertTooManyAsync(HttpResponseMessage answer)
    {
        var problem = await answer.ProblemAsync(HttpStatusCode.TooManyRequests);
        Assert.Equal(("RATE_LIMITED", "QUEUED_RUNS"), (problem.ErrorCode, problem.Reason));
        Assert.InRange(int.Parse(answer.Header("Retry-After"), CultureInfo.InvariantCulture), 1, 60);
    }

    private Task<JsonElement> LoadAsync() => _documents.ReadAsync("/api/runs/load");

    public sealed class LimitedApp() : ScriptedAppFixture(
        ["--Engine:Concurrency:PerOrganization", "2", "--Engine:Concurrency:PerKind", "document=10", "--Engine:Concurrency:MaxQueued", "3"]);
}
