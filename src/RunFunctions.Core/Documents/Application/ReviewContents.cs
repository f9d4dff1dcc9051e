using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>Reads the contents that a review shows. Two storage calls at the same time.</summary>
public sealed class ReviewContents(IArtifactStore artifacts)
{
    public const string InterpretationMissingReason = "INTERPRETATION_MISSING";

    public static Refusal InterpretationMissing() => Refusal.Conflict(InterpretationMissingReason, "The completed run has no interpretation.");

    public async Task<Result<Review>> ReadAsync(DocumentWithRuns document, Run run, InterpretationVersion version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(version);
        var textThere = run.Outputs.TryGetValue(DocumentArtifacts.RawText, out var text)
            ? artifacts.ExistsAsync(text, cancellationToken)
            : Task.FromResult(false);
        var data = await artifacts.ReadAsync(version.Data, cancellationToken);
        var available = await textThere;
        return data is null ? MissingArtifact.Of("The interpretation of the run") : new Review(document, run, version, data, available);
    }
}
