using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Debugging;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Documents.Ports;

/// <summary>Snapshots that were sent, at most one for each run. They go with their run.</summary>
public interface IExtractionSnapshots
{
    /// <summary>Those of a document. One query.</summary>
    Task<IReadOnlyList<StoredSnapshot>> ListAsync(OrganizationId organization, DocumentId document, CancellationToken cancellationToken);

    /// <summary>What goes with a run when it is deleted. One point read.</summary>
    Task<IReadOnlyList<RunAttachment>> ListAttachmentsAsync(OrganizationId organization, DocumentId document, RunId run, CancellationToken cancellationToken);

    /// <summary>Keeps a snapshot in the place of the run's earlier one, and gives others up, in one transaction.</summary>
    /// <param name="organization">Owner.</param>
    /// <param name="snapshot">To be kept.</param>
    /// <param name="givenUp">Stored snapshots of other runs of the document.</param>
    /// <param name="documentVersion">Version under which the document and its runs were read.</param>
    /// <param name="cancellationToken">Cancels the call, not what was written.</param>
    /// <returns>False when the document or one of its runs has changed: nothing was written, read and decide again.</returns>
    Task<bool> TryPutAsync(
        OrganizationId organization,
        StoredSnapshot snapshot,
        IReadOnlyList<StoredSnapshot> givenUp,
        string documentVersion,
        CancellationToken cancellationToken);
}
