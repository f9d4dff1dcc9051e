using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Documents.Application;

/// <summary>The runs of documents: EXTRACTION, INTERPRETATION, and the list of documents as what follows an ending.</summary>
public sealed class DocumentRunPlan(IDocumentStore documents, IInterpretationVersions versions, IExtractionSnapshots snapshots, IDocumentIndex index) : IRunPlan
{
    public RunKind Kind => Document.RunKind;

    public IReadOnlyList<StepDefinition> Steps => DocumentSteps.All;

    public IReadOnlyDictionary<string, int> CallsAfterEnding { get; } = new Dictionary<string, int> { [StorageOperations.TableWrite] = 1 };

    public async Task<string?> FindInputHashAsync(Run run, CancellationToken cancellationToken) =>
        (await documents.FindOriginalAsync(run.Organization, DocumentId.Parse(run.Subject.Id), cancellationToken))?.Sha256;

    public async Task<bool> IsUnderReviewAsync(Run run, RunSubject subject, IReadOnlyList<Run> runs, CancellationToken cancellationToken) =>
        run.State == RunState.Completed
        && (subject.LatestCompletedRunId == run.Id
            || (await documents.FindAsync(run.Organization, DocumentId.Parse(run.Subject.Id), cancellationToken))?.Document.ReviewedRunId == run.Id);

    // Only what has completed could be edited, or have a snapshot.
    public async Task<IReadOnlyList<RunAttachment>> ListAttachmentsAsync(Run run, CancellationToken cancellationToken) => run.State == RunState.Completed
        ?
        [
            .. await versions.ListAttachmentsAsync(run.Organization, run.Id, cancellationToken),
            .. await snapshots.ListAttachmentsAsync(run.Organization, DocumentId.Parse(run.Subject.Id), run.Id, cancellationToken),
        ]
        : [];

    public Task ProjectAsync(Run run, RunSubject subject, CancellationToken cancellationToken) =>
        ProjectRemovalAsync(run.Organization, subject, cancellationToken);

    public async Task ProjectRemovalAsync(OrganizationId organization, RunSubject subject, CancellationToken cancellationToken)
    {
        // Usually remembered from the write that is made known here. The review goes along, should its own writer have died.
        if (await documents.FindToListAsync(organization, DocumentId.Parse(subject.Key.Id), cancellationToken) is { } found)
        {
            // The entry is missing only when the upload died after document and run were written: then it is made here.
            var document = found with { Runs = subject };
            if (!await index.TryUpdateAsync(organization, document, cancellationToken))
            {
                await index.PutAsync(organization, document, cancellationToken);
            }
        }
    }
}
