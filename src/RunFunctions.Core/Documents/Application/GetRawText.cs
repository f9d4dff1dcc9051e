using System.Text;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>The text that a completed run extracted.</summary>
public sealed record RawText(RunId RunId, string Text);

/// <summary>Reads the raw text of a run (specs/documents.md §3.2–3.3). Two storage calls.</summary>
public sealed class GetRawText(IRunStore runs, IArtifactStore artifacts, IDocumentEventLog events)
{
    public const string NotReadyReason = "RAW_TEXT_NOT_READY";

    public const string NotAvailableReason = "RAW_TEXT_NOT_AVAILABLE";

    public async Task<Result<RawText>> HandleAsync(OrganizationId organization, RunId id, CancellationToken cancellationToken)
    {
        var run = (await runs.FindAsync(organization, id, cancellationToken))?.Value;
        var result = run?.Subject.Kind == Document.RunKind ? await ReadAsync(run, cancellationToken) : Refusal.NotFound("The run");
        events.Publish(result.TryGet(out _, out var refusal)
            ? new DocumentEvent(DocumentEventTypes.RawTextAccessed, run!.Subject.Id, id.Value)
            : new DocumentEvent(DocumentEventTypes.RawTextAccessFailed, run?.Subject.Id, id.Value, ErrorCodeNames.Of(refusal.Code), refusal.Reason));
        return result;
    }

    private async Task<Result<RawText>> ReadAsync(Run run, CancellationToken cancellationToken)
    {
        if (!run.State.IsTerminal())
        {
            return Refusal.Conflict(NotReadyReason, "The run has not finished yet.");
        }

        if (run.State != RunState.Completed || !run.Outputs.TryGetValue(DocumentArtifacts.RawText, out var blob))
        {
            return Refusal.Conflict(NotAvailableReason, "The run did not complete, so it has no text.");
        }

        return await artifacts.ReadAsync(blob, cancellationToken) is { } bytes
            ? new RawText(run.Id, Encoding.UTF8.GetString(bytes))
            : MissingArtifact.Of("The text of the run");
    }
}
