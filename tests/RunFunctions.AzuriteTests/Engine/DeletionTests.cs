using System.Net;
using Azure;
using Azure.Data.Tables;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Domain.Signatures;
using RunFunctions.Core.Engine.Domain.Deletions;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary>DELETE /api/runs/{run_id}: what may go goes whole and is certified, everything else stays.</summary>
public sealed class DeletionTests(ScriptedAppFixture fixture) : IClassFixture<ScriptedAppFixture>
{
    private const string Deletions = "/api/runs/deletions";

    private AppHost App => fixture.App;

    [Fact]
    public async Task A_failed_run_goes_with_every_row_and_is_certified()
    {
        var uploaded = await FailedAsync();
        var receipt = await App.Client.GetStringAsync($"/api/runs/{uploaded.RunId}/receipt");
        Assert.NotEmpty(receipt);

        using var answer = await App.Client.DeleteAsync($"/api/runs/{uploaded.RunId}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var certificate = await answer.ReadJsonAsync();
        Assert.Equal(("deletion-certificate/1", "request", "User:tester"), (certificate.Text("type"), certificate.Text("policy"), certificate.Text("ordered_by")));
        Assert.Equal(uploaded.RunId, Assert.Single(certificate.GetProperty("runs").EnumerateArray()).Text("run_id"));
        Assert.True(certificate.GetProperty("counts").GetProperty("rows").GetInt32() >= 5);

        var key = await App.Documents.ReadAsync("/api/access/keys/receipt/" + certificate.GetProperty("key").Text("id"));
        Assert.Equal(SignatureVerdict.Valid, SignedDocument.Verify(bytes, key.Text("public_key")!));
        Assert.Equal(bytes, await App.Client.GetByteArrayAsync($"{Deletions}/{certificate.Text("deletion_id")}"));

        foreach (var path in (string[])["", "/receipt", "/artifacts/raw-text"])
        {
            using var gone = await App.Client.GetAsync($"/api/runs/{uploaded.RunId}{path}");
            await gone.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        }

        using var again = await App.Client.DeleteAsync($"/api/runs/{uploaded.RunId}");
        await again.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        Assert.DoesNotContain(await App.Stored.EverythingAsync(), name => name.Contains(uploaded.RunId, StringComparison.Ordinal));
        Assert.Equal("UPLOADED", (await App.Documents.DocumentAsync(uploaded.DocumentId)).Text("status"));
        Assert.Empty(await App.Documents.HistoryAsync(uploaded.DocumentId));

        var next = await App.Documents.ReprocessAsync(uploaded.DocumentId);
        Assert.Equal("FAILED", await App.Documents.WaitForEndAsync(next));
    }

    [Fact]
    public async Task A_completed_run_that_a_newer_one_replaced_goes_with_its_contents_and_the_newer_one_stays()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        var outputs = (await App.Documents.RunAsync(uploaded.RunId)).GetProperty("outputs").EnumerateArray().Select(output => output.Text("sha256")!).ToList();
        var newer = await CompleteAgainAsync(uploaded.DocumentId);

        var certificate = await DeleteAsync(uploaded.RunId);
        var removed = Assert.Single(certificate.GetProperty("runs").EnumerateArray()).GetProperty("removed").EnumerateArray().ToList();
        Assert.Equal(outputs.Order(StringComparer.Ordinal), removed.Select(blob => blob.Text("sha256")!).Order(StringComparer.Ordinal));
        Assert.Equal(3, certificate.GetProperty("counts").GetProperty("blobs").GetInt32());
        Assert.DoesNotContain(await App.Stored.BlobNamesAsync(), name => name.Contains(uploaded.RunId, StringComparison.Ordinal));
        Assert.Equal(3, (await App.Stored.BlobNamesAsync()).Count(name => name.Contains(newer, StringComparison.Ordinal)));
        Assert.Equal("COMPLETED", (await App.Documents.DocumentAsync(uploaded.DocumentId)).Text("status"));
        Assert.Equal(newer, Assert.Single(await App.Documents.HistoryAsync(uploaded.DocumentId)).Text("run_id"));
    }

    [Fact]
    public async Task A_content_that_another_run_refers_to_stays_and_is_named_with_that_run()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        var newer = await CompleteAgainAsync(uploaded.DocumentId);
        var old = await RowAsync(uploaded.RunId);

        // As a run does that repeats another one from a later step.
        var reusing = await RowAsync(newer);
        reusing["Outputs"] = old.GetString("Outputs");
        await App.Stored.Runs.UpdateEntityAsync(reusing, ETag.All);

        var certificate = await DeleteAsync(uploaded.RunId);
        var run = Assert.Single(certificate.GetProperty("runs").EnumerateArray());
        Assert.Empty(run.GetProperty("removed").EnumerateArray());
        Assert.Equal([newer, newer, newer], run.GetProperty("kept").EnumerateArray().Select(blob => blob.Text("referred_to_by")));
        Assert.Equal(3, (await App.Stored.BlobNamesAsync()).Count(name => name.Contains(uploaded.RunId, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_run_that_reviewers_see_stays()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        using var answer = await App.Client.DeleteAsync($"/api/runs/{uploaded.RunId}");
        await answer.ConflictAsync(RunRemoval.UnderReviewReason);
        await App.Documents.ReadAsync($"/api/documents/{uploaded.DocumentId}/review");
    }

    [Fact]
    public async Task A_run_under_legal_hold_stays()
    {
        var uploaded = await FailedAsync();
        var row = await RowAsync(uploaded.RunId);
        row["LegalHold"] = true;
        await App.Stored.Runs.UpdateEntityAsync(row, ETag.All);
        using var answer = await App.Client.DeleteAsync($"/api/runs/{uploaded.RunId}");
        await answer.ConflictAsync(RunRemoval.LegalHoldReason);
        await App.Documents.RunAsync(uploaded.RunId);
    }

    [Fact]
    public async Task A_run_that_works_stays()
    {
        fixture.Interpreter.Hold();
        var uploaded = await App.Documents.UploadAsync(Pdfs.Record);
        using (var answer = await App.Client.DeleteAsync($"/api/runs/{uploaded.RunId}"))
        {
            await answer.ConflictAsync(RunRemoval.NotFinishedReason);
        }

        fixture.Interpreter.Release();
        Assert.Equal("COMPLETED", await App.Documents.WaitForEndAsync(uploaded.RunId));
    }

    [Fact]
    public async Task Only_admins_of_the_organization_delete()
    {
        var uploaded = await FailedAsync();
        using var reviewer = await App.NewClientAsync(OrganizationId.Parse("development"), UserId.Parse("reviewer"), Role.Reviewer);
        using var refused = await reviewer.DeleteAsync($"/api/runs/{uploaded.RunId}");
        await refused.RefusedAsync(HttpStatusCode.Forbidden, "FORBIDDEN");
        using var stranger = await App.NewClientAsync(OrganizationId.Parse("elsewhere"), UserId.Parse("stranger"), Role.Admin);
        using var foreign = await stranger.DeleteAsync($"/api/runs/{uploaded.RunId}");
        await foreign.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        await App.Documents.RunAsync(uploaded.RunId);
    }

    [Fact]
    public async Task Of_many_who_delete_a_run_at_the_same_time_one_does()
    {
        var uploaded = await FailedAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => App.Client.DeleteAsync($"/api/runs/{uploaded.RunId}")));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Deletions_are_listed_newest_first_in_pages()
    {
        using var admin = await App.NewClientAsync(OrganizationId.Parse("deleters"), UserId.Parse("admin"), Role.Admin);
        var documents = new DocumentsDriver(admin);
        List<string> expected = [];
        for (var i = 0; i < 3; i++)
        {
            var uploaded = await documents.UploadAsync(Broken);
            await documents.WaitForEndAsync(uploaded.RunId);
            using var answer = await admin.DeleteAsync($"/api/runs/{uploaded.RunId}");
            expected.Insert(0, (await answer.ReadJsonAsync()).Text("deletion_id")!);
        }

        var listed = await new AccessDriver(admin, OrganizationId.Parse("deleters")).ListAsync(Deletions, limit: 2);
        Assert.Equal(expected, listed.Select(deletion => deletion.Text("deletion_id")!));
    }

    private static byte[] Broken => "%PDF-1.7 and nothing else"u8.ToArray();

    private async Task<Uploaded> FailedAsync()
    {
        var uploaded = await App.Documents.UploadAsync(Broken);
        Assert.Equal("FAILED", await App.Documents.WaitForEndAsync(uploaded.RunId));
        return uploaded;
    }

    private async Task<string> CompleteAgainAsync(string document)
    {
        var run = await App.Documents.ReprocessAsync(document);
        Assert.Equal("COMPLETED", await App.Documents.WaitForEndAsync(run));
        return run;
    }

    private async Task<System.Text.Json.JsonElement> DeleteAsync(string run)
    {
        using var answer = await App.Client.DeleteAsync($"/api/runs/{run}");
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.ReadJsonAsync();
    }

    private async Task<TableEntity> RowAsync(string run) =>
        (await App.Stored.AppRowsAsync()).Single(row => row.RowKey == "run|" + run);
}
