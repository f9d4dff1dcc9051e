using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Documents.Ports;

/// <summary>The versions of interpretations that people made, from number 2 on; the first one is an output of its run. Insert-only.</summary>
public interface IInterpretationVersions
{
    /// <summary>The one with the highest number; null when nobody has changed anything. One query.</summary>
    Task<InterpretationVersion?> FindNewestAsync(OrganizationId organization, RunId run, CancellationToken cancellationToken);

    /// <summary>One point read.</summary>
    Task<InterpretationVersion?> FindAsync(OrganizationId organization, RunId run, int number, CancellationToken cancellationToken);

    /// <summary>Newest first. One query.</summary>
    /// <param name="organization">Owner.</param>
    /// <param name="run">The run.</param>
    /// <param name="below">Numbers below this only; null for all.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<IReadOnlyList<InterpretationVersion>> ListAsync(OrganizationId organization, RunId run, int? below, int count, CancellationToken cancellationToken);

    /// <summary>What goes with a run when it is deleted: all of its versions. One query.</summary>
    Task<IReadOnlyList<RunAttachment>> ListAttachmentsAsync(OrganizationId organization, RunId run, CancellationToken cancellationToken);

    /// <summary>Inserts a version and changes its document, in one transaction.</summary>
    /// <param name="organization">Owner.</param>
    /// <param name="version">The version; its number must be new.</param>
    /// <param name="document">The document as it will be.</param>
    /// <param name="documentVersion">Version under which the document and its runs were read.</param>
    /// <param name="events">What happened, kept in the same transaction.</param>
    /// <param name="cancellationToken">Cancels the call, not what was written.</param>
    /// <returns>False when the document or one of its runs has changed: nothing was written, read and decide again.</returns>
    Task<bool> TryAddAsync(
        OrganizationId organization,
        InterpretationVersion version,
        Document document,
        string documentVersion,
        IReadOnlyList<ReviewEvent> events,
        CancellationToken cancellationToken);
}
