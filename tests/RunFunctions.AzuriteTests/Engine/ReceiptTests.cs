using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Domain.Signatures;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary>GET /api/runs/{run_id}/receipt: what a run did and took, signed, and the same for ever.</summary>
public sealed class ReceiptTests(ScriptedAppFixture fixture) : IClassFixture<ScriptedAppFixture>
{
    private AppHost App => fixture.App;

    [Fact]
    public async Task The_receipt_of_a_completed_run_says_what_it_read_made_and_took()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        var receipt = await App.Documents.ReadAsync(Address(uploaded.RunId));
        var run = await App.Documents.RunAsync(uploaded.RunId);

        Assert.Equal(
            ("run-receipt/1", uploaded.RunId, "document", uploaded.DocumentId, "COMPLETED"),
            (receipt.Text("type"), receipt.Text("run_id"), receipt.Text("kind"), receipt.Text("subject_id"), receipt.Text("state")));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Pdfs.Record)), receipt.Text("input_sha256"));
        Assert.Equal(
            [("RAW_TEXT", "runfunctions-pdf/1"), ("STRUCTURED_INTERPRETATION", "runfunctions-interpreter/1"), ("TEXT_PAGES", "runfunctions-pdf/1")],
            receipt.GetProperty("outputs").EnumerateArray().Select(output => (output.Text("artifact_type")!, output.Text("producer")!)));
        Assert.Equal(
            run.GetProperty("outputs").EnumerateArray().Select(output => output.Text("sha256")),
            receipt.GetProperty("outputs").EnumerateArray().Select(output => output.Text("sha256")));
        Assert.Equal(
            [("EXTRACTION", 1, "SUCCEEDED"), ("INTERPRETATION", 1, "SUCCEEDED")],
            receipt.GetProperty("attempts").EnumerateArray().Select(attempt => (attempt.Text("step_name")!, attempt.GetProperty("attempt").GetInt32(), attempt.Text("status")!)));
        Assert.Equal((run.Time("started_at"), run.Time("completed_at")), (receipt.Time("started_at"), receipt.Time("ended_at")));
        Assert.Equal(TestCallers.User.Value, receipt.GetProperty("actors").Text("created_by"));
        Assert.StartsWith("Worker:", receipt.GetProperty("actors").Text("ended_by")!, StringComparison.Ordinal);
        Assert.Equal((await App.Documents.ReadAsync("/api/version")).Text("version"), receipt.GetProperty("app").Text("version"));
    }

    [Fact]
    public async Task The_storage_operations_of_a_receipt_are_those_of_the_budget()
    {
        // The first run of an hour makes one more.
        await App.Documents.UploadAndCompleteAsync();
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        var storage = (await App.Documents.ReadAsync(Address(uploaded.RunId))).GetProperty("storage");
        var operations = storage.GetProperty("operations").EnumerateArray().ToDictionary(one => one.Text("operation")!, one => one.GetProperty("count").GetInt32());

        var run = StorageBudget.Runs["Two-step document run, from QUEUED to COMPLETED, in the process that created it"];
        Assert.Equal(StorageBudget.Requests["UploadDocument"].Calls + run, operations.Values.Sum());
        Assert.Equal(
            new Dictionary<string, int> { ["BLOB_READ"] = 1, ["BLOB_WRITE"] = 4, ["TABLE_TRANSACTION"] = 9, ["TABLE_WRITE"] = 3 }.OrderBy(one => one.Key, StringComparer.Ordinal),
            operations.OrderBy(one => one.Key, StringComparer.Ordinal));
        Assert.Equal(
            [("TABLE_TRANSACTION", 1), ("TABLE_WRITE", 1)],
            storage.GetProperty("operations").EnumerateArray().Select(one => (one.Text("operation")!, one.GetProperty("after_ending").GetInt32())).Where(one => one.Item2 > 0));

        // 4 × 0.055 + 1 × 0.0044 + 12 × 0.00036, for 10,000 each.
        Assert.Equal("0.000022872", storage.Text("cost"));
        Assert.Equal(("USD", "2026-01-01", 10000), (storage.Text("currency"), storage.Text("prices_date"), storage.GetProperty("prices_per").GetInt32()));
    }

    [Fact]
    public async Task A_receipt_reads_the_same_for_ever_and_verifies_offline()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        using var first = await App.Client.GetAsync(Address(uploaded.RunId));
        var bytes = await first.Content.ReadAsByteArrayAsync();
        await App.Documents.ReprocessAsync(uploaded.DocumentId);
        using var rotated = await App.Client.PostAsync("/api/access/keys/receipt/rotate", content: null);
        Assert.Equal(HttpStatusCode.Created, rotated.StatusCode);

        using var second = await App.Client.GetAsync(Address(uploaded.RunId));
        Assert.Equal(bytes, await second.Content.ReadAsByteArrayAsync());
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(uploaded.RunId)) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var known = await App.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);

        using var receipt = JsonDocument.Parse(bytes);
        var key = await App.Documents.ReadAsync("/api/access/keys/receipt/" + receipt.RootElement.GetProperty("key").Text("id"));
        Assert.Equal(SignatureVerdict.Valid, SignedDocument.Verify(bytes, key.Text("public_key")!));
        var other = await App.Documents.ReadAsync("/api/access/keys/receipt/" + (await rotated.ReadJsonAsync()).Text("key_id"));
        Assert.Equal(SignatureVerdict.SignatureDiffers, SignedDocument.Verify(bytes, other.Text("public_key")!));
    }

    [Fact]
    public async Task Two_who_ask_first_at_the_same_time_get_the_same_receipt()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        var receipts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => App.Client.GetStringAsync(Address(uploaded.RunId))));
        Assert.Single(receipts.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_receipt_of_a_failed_run_says_where_it_failed()
    {
        var uploaded = await App.Documents.UploadAsync("%PDF-1.7 and nothing else"u8.ToArray());
        await App.Documents.WaitForEndAsync(uploaded.RunId);
        var receipt = await App.Documents.ReadAsync(Address(uploaded.RunId));

        Assert.Equal("FAILED", receipt.Text("state"));
        Assert.Equal(("EXTRACTION", "EXTRACTION_FAILED"), (receipt.GetProperty("failure").Text("step_name"), receipt.GetProperty("failure").Text("error_code")));
        Assert.Empty(receipt.GetProperty("outputs").EnumerateArray());
    }

    [Fact]
    public async Task A_run_that_has_not_ended_has_no_receipt_yet_and_an_unknown_one_has_none_at_all()
    {
        fixture.Interpreter.Hold();
        var uploaded = await App.Documents.UploadAsync(Pdfs.Record);
        using (var early = await App.Client.GetAsync(Address(uploaded.RunId)))
        {
            await early.ConflictAsync(RunRemoval.NotFinishedReason);
        }

        fixture.Interpreter.Release();
        await App.Documents.WaitForEndAsync(uploaded.RunId);
        await App.Documents.ReadAsync(Address(uploaded.RunId));

        using var stranger = await App.NewClientAsync(OrganizationId.Parse("elsewhere"), UserId.Parse("stranger"), Role.Admin);
        using var foreign = await stranger.GetAsync(Address(uploaded.RunId));
        await foreign.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    private static string Address(string run) => $"/api/runs/{run}/receipt";
}
