using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Editing;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>Makes the values of an earlier version the active ones again, as a new version.</summary>
public sealed class RestoreInterpretation(GetInterpretationVersions getVersions, IArtifactStore artifacts, ChangeInterpretation change)
{
    /// <param name="origin">Who asks.</param>
    /// <param name="id">The run.</param>
    /// <param name="number">The version to restore.</param>
    /// <param name="request">What the reviewer saw.</param>
    /// <param name="isExpected">Whether the review is as the reviewer believes; if not, nothing is changed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Result<ChangedInterpretation>> HandleAsync(
        RequestOrigin origin, RunId id, int number, RestoreRequest request, Func<Review, bool> isExpected, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(request);
        var found = await getVersions.FindAsync(origin.Organization, id, number, cancellationToken);
        if (!found.TryGet(out var earlier, out var refusal))
        {
            return refusal;
        }

        if (BaseVersion.Check(request.BaseVersionNumber).ToList() is { Count: > 0 } errors)
        {
            return Refusal.Invalid(errors);
        }

        return await change.HandleAsync(
            new ChangeOrder(origin, request.BaseVersionNumber!.Value, isExpected),
            earlier.Run,
            VersionOrigin.Restore,
            number,
            async (data, version) => await artifacts.ReadAsync(earlier.Version.Data, cancellationToken) is { } bytes
                ? InterpretationEdit.Restore(data, InterpretationJson.Read(bytes), version)
                : MissingArtifact.Of("The version"),
            cancellationToken);
    }
}
