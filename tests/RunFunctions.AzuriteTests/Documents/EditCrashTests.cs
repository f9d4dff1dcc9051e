using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary>A process dies between the contents of a version and the row that makes it one.</summary>
public sealed class EditCrashTests
{
    [Fact]
    public async Task A_version_without_its_row_never_was()
    {
        var dies = new Switch();
        await using var app = await AppHost.StartAsync(builder => builder.Services.AddSingleton<IInterpretationVersions>(services =>
            new MortalVersions(ActivatorUtilities.CreateInstance<InterpretationVersionTable>(services), dies)));
        var reviews = new ReviewDriver(app);
        var uploaded = await app.Documents.UploadAndCompleteAsync();
        var before = await reviews.ReviewAsync(uploaded);
        dies.IsOn = true;
        using (var died = await reviews.EditAsync(uploaded, 1, [ReviewDriver.Note("lost")]))
        {
            Assert.Equal(HttpStatusCode.InternalServerError, died.StatusCode);
        }

        dies.IsOn = false;
        Assert.Equal(before.GetRawText(), (await reviews.ReviewAsync(uploaded)).GetRawText());
        Assert.Single((await reviews.VersionsAsync(uploaded)).GetProperty("items").EnumerateArray());
        var after = await reviews.NoteAsync(uploaded, 1, "kept");
        Assert.Equal("kept", ReviewDriver.Field(after, "notes").Text("value"));
        Assert.Equal(2, after.GetProperty("active_interpretation").GetProperty("version_number").GetInt32());
    }

    private sealed class Switch
    {
        public bool IsOn { get; set; }
    }

    private sealed class MortalVersions(InterpretationVersionTable versions, Switch dies) : IInterpretationVersions
    {
        public Task<InterpretationVersion?> FindNewestAsync(OrganizationId organization, RunId run, CancellationToken cancellationToken) =>
            versions.FindNewestAsync(organization, run, cancellationToken);

        public Task<InterpretationVersion?> FindAsync(OrganizationId organization, RunId run, int number, CancellationToken cancellationToken) =>
            versions.FindAsync(organization, run, number, cancellationToken);

        public Task<IReadOnlyList<InterpretationVersion>> ListAsync(
            OrganizationId organization, RunId run, int? below, int count, CancellationToken cancellationToken) =>
            versions.ListAsync(organization, run, below, count, cancellationToken);

        public Task<IReadOnlyList<RunAttachment>> ListAttachmentsAsync(OrganizationId organization, RunId run, CancellationToken cancellationToken) =>
            versions.ListAttachmentsAsync(organization, run, cancellationToken);

        public Task<bool> TryAddAsync(
            OrganizationId organization,
            InterpretationVersion version,
            Document document,
            string documentVersion,
            IReadOnlyList<ReviewEvent> events,
            CancellationToken cancellationToken) =>
            dies.IsOn
                ? throw new InvalidOperationException("The process died here.")
                : versions.TryAddAsync(organization, version, document, documentVersion, events, cancellationToken);
    }
}
