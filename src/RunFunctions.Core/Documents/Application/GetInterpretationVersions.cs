using System.Globalization;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>A version and the run whose interpretation it is.</summary>
public sealed record VersionOfRun(Run Run, InterpretationVersion Version);

/// <summary>A version in the list.</summary>
/// <param name="Version">The version.</param>
/// <param name="IsActive">Whether it is the one that reviews show.</param>
public sealed record ListedVersion(InterpretationVersion Version, bool IsActive);

/// <summary>A content of a version, UTF-8 JSON as stored.</summary>
public sealed record VersionContent(InterpretationVersion Version, ReadOnlyMemory<byte> Json);

/// <param name="Stored">The interpretation as it is kept.</param>
/// <param name="Data">The same with the confidence of today.</param>
public sealed record ShownVersion(VersionContent Stored, ReadOnlyMemory<byte> Data);

/// <summary>Reads the versions of a run's interpretation: two storage calls, one more for a content, and one for the confidence of today.</summary>
public sealed class GetInterpretationVersions(IRunStore runs, IInterpretationVersions versions, IArtifactStore artifacts, ConfidenceOfToday confidence)
{
    /// <summary>A run that may have versions.</summary>
    public async Task<Result<Run>> FindRunAsync(OrganizationId organization, RunId id, CancellationToken cancellationToken) =>
        (await runs.FindAsync(organization, id, cancellationToken))?.Value is { } run && run.Subject.Kind == Document.RunKind ? run : Refusal.NotFound("The run");

    /// <summary>One page, newest first.</summary>
    /// <param name="run">The run.</param>
    /// <param name="limit">1–200.</param>
    /// <param name="after">Number of the last version already seen; null for the first page.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ListPage<ListedVersion>> ListAsync(Run run, int limit, int? after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);

        // Numbers are contiguous, and the first version has no row.
        List<InterpretationVersion> page = [.. await versions.ListAsync(run.Organization, run.Id, after, limit, cancellationToken)];
        if (page.Count < limit && after != 1 && InterpretationVersion.FirstOf(run) is { } first)
        {
            page.Add(first);
        }

        return new ListPage<ListedVersion>(
            [.. page.Select((version, index) => new ListedVersion(version, IsActive: after is null && index == 0))],
            page is [.., { Number: > 1 and var last }] ? last.ToString(CultureInfo.InvariantCulture) : null);
    }

    public async Task<Result<VersionOfRun>> FindAsync(OrganizationId organization, RunId id, int number, CancellationToken cancellationToken)
    {
        if (!(await FindRunAsync(organization, id, cancellationToken)).TryGet(out var run, out var refusal))
        {
            return refusal;
        }

        var version = number == 1 ? InterpretationVersion.FirstOf(run) : await versions.FindAsync(organization, id, number, cancellationToken);
        return version is null ? Refusal.NotFound("The version") : new VersionOfRun(run, version);
    }

    public async Task<Result<ShownVersion>> ReadDataAsync(OrganizationId organization, RunId id, int number, CancellationToken cancellationToken)
    {
        var found = await FindAsync(organization, id, number, cancellationToken);
        var content = await found.ThenAsync(version => ReadAsync(version.Version, version.Version.Data, cancellationToken));
        return await content.ThenAsync<ShownVersion>(async stored =>
            new ShownVersion(stored, await confidence.ShowAsync(organization, stored.Json, cancellationToken)));
    }

    /// <summary>The change log; of the first version an empty one.</summary>
    public async Task<Result<VersionContent>> ReadChangesAsync(OrganizationId organization, RunId id, int number, CancellationToken cancellationToken) =>
        await (await FindAsync(organization, id, number, cancellationToken)).ThenAsync(async found => found.Version.ChangeLog is { } log
            ? await ReadAsync(found.Version, log, cancellationToken)
            : new VersionContent(found.Version, "[]"u8.ToArray()));

    private async Task<Result<VersionContent>> ReadAsync(InterpretationVersion version, BlobReference blob, CancellationToken cancellationToken) =>
        await artifacts.ReadAsync(blob, cancellationToken) is { } bytes ? new VersionContent(version, bytes) : MissingArtifact.Of("The content of the version");
}
