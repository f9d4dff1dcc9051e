using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>Every run of a document with every step attempt, oldest first. One query.</summary>
public sealed class GetProcessingHistory(IRunStore runs, IDocumentStore documents, IDocumentEventLog events)
{
    public async Task<Result<RunHistories>> HandleAsync(OrganizationId organization, DocumentId id, CancellationToken cancellationToken)
    {
        // A document exists from its first run on: without any there is none, unless they were all deleted.
        var history = await runs.ListHistoryAsync(organization, Document.SubjectOf(id), cancellationToken);
        if (history.Count == 0 && await documents.FindAsync(organization, id, cancellationToken) is null)
        {
            return Refusal.NotFound("The document");
        }

        events.Publish(new DocumentEvent(DocumentEventTypes.DocumentProcessingHistoryViewed, id.ToString()));
        return new RunHistories(history);
    }
}

/// <summary>Runs with their artifacts, oldest run first.</summary>
public sealed record RunHistories(IReadOnlyList<RunHistory> Runs);
