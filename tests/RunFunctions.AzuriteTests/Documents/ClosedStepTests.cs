using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary>
/// However a run ends, none of its steps stays open in its history; defect 16 of specs/documents.md §9.2. Timeouts are in
/// <see cref="RunTimeoutTests"/>, files that cannot be read in <see cref="HostilePdfTests"/>.
/// </summary>
public sealed class ClosedStepTests
{
    [Fact]
    public async Task An_extractor_that_breaks_fails_the_extraction_after_two_attempts()
    {
        Mock<IDocumentTextExtractor> extractor = new();
        extractor.Setup(broken => broken.Extract(It.IsAny<Stream>(), It.IsAny<CancellationToken>())).Throws<InvalidTimeZoneException>();
        await using var app = await AppHost.StartAsync(builder => builder.Services.AddSingleton(extractor.Object));
        await AssertExtractionFailsAsync(app, nameof(InvalidTimeZoneException));
    }

    [Theory]
    [InlineData("raw-text.txt")]
    [InlineData("text-pages.json")]
    public async Task Text_that_cannot_be_stored_fails_the_extraction_after_two_attempts(string blobName)
    {
        await using var app = await AppHost.StartAsync(builder => builder.Services.AddSingleton<IArtifactStore>(
            services => new FullStore(ActivatorUtilities.CreateInstance<ArtifactBlobs>(services), blobName)));
        await AssertExtractionFailsAsync(app, nameof(IOException));
    }

    [Fact]
    public async Task A_run_that_is_cancelled_in_a_step_closes_it()
    {
        ScriptedInterpreter interpreter = new();
        await using var app = await AppHost.StartAsync(builder => builder.Services.AddSingleton<IDocumentInterpreter>(interpreter));
        interpreter.Hold();
        var uploaded = await app.Documents.UploadAsync(Pdfs.Record);
        await Eventually.GetAsync(() => app.Documents.RunAsync(uploaded.RunId), run => run.GetProperty("open_step").ValueKind == JsonValueKind.Object, "a step is open");
        using var answer = await app.Client.PostAsync($"/api/runs/{uploaded.RunId}/cancel", content: null);
        interpreter.Release();
        Assert.Equal("CANCELLED", await app.Documents.WaitForEndAsync(uploaded.RunId));
        AssertAllClosed(await StepsAsync(app, uploaded));
    }

    private static async Task AssertExtractionFailsAsync(AppHost app, string exception)
    {
        var uploaded = await app.Documents.UploadAsync(Pdfs.Record);
        Assert.Equal("FAILED", await app.Documents.WaitForEndAsync(uploaded.RunId));
        Assert.Equal("EXTRACTION_FAILED", (await app.Documents.RunAsync(uploaded.RunId)).Text("failure_type"));
        var steps = await StepsAsync(app, uploaded);
        Assert.Equal(
            ["EXTRACTION RUNNING 1 ", "EXTRACTION FAILED 1 EXTRACTION_FAILED", "EXTRACTION RUNNING 2 ", "EXTRACTION FAILED 2 EXTRACTION_FAILED"],
            steps.Select(step => $"{step.Text("step_name")} {step.Text("step_status")} {step.GetProperty("attempt").GetInt32()} {step.Text("error_code")}"));
        Assert.Equal(exception, steps[^1].GetProperty("details").Text("exception"));
        AssertAllClosed(steps);
    }

    // Every beginning has its end.
    private static void AssertAllClosed(IReadOnlyList<JsonElement> steps) => Assert.Equal(
        steps.Where(step => step.Text("step_status") == "RUNNING").Select(Attempt),
        steps.Where(step => step.Text("step_status") != "RUNNING").Select(Attempt));

    private static string Attempt(JsonElement step) => $"{step.Text("step_name")} {step.GetProperty("attempt").GetInt32()}";

    private static async Task<IReadOnlyList<JsonElement>> StepsAsync(AppHost app, Uploaded uploaded) =>
        [.. (await app.Documents.HistoryAsync(uploaded.DocumentId)).Single().GetProperty("steps").EnumerateArray()];

    /// <summary>Has no room for one kind of blob.</summary>
    private sealed class FullStore(IArtifactStore store, string fullFor) : IArtifactStore
    {
        public Task<BlobReference> SaveAsync(string blobName, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken) =>
            blobName.EndsWith(fullFor, StringComparison.Ordinal) ? throw new IOException() : store.SaveAsync(blobName, content, contentType, cancellationToken);

        public Task<byte[]?> ReadAsync(BlobReference blob, CancellationToken cancellationToken) => store.ReadAsync(blob, cancellationToken);

        public Task<ReadOnlyMemory<byte>?> TakeAsync(BlobReference blob, CancellationToken cancellationToken) => store.TakeAsync(blob, cancellationToken);

        public Task<Stream?> OpenAsync(BlobReference blob, CancellationToken cancellationToken) => store.OpenAsync(blob, cancellationToken);

        public Task<bool> ExistsAsync(BlobReference blob, CancellationToken cancellationToken) => store.ExistsAsync(blob, cancellationToken);

        public Task RemoveAsync(string blobName, CancellationToken cancellationToken) => store.RemoveAsync(blobName, cancellationToken);

        public Task<IStagedBlob> StageAsync(string blobName, Stream content, long maxBytes, CancellationToken cancellationToken) =>
            store.StageAsync(blobName, content, maxBytes, cancellationToken);
    }
}
