using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>Makes a link with which a browser can fetch a document's original: it sends no <c>Authorization</c> when it follows one.</summary>
public sealed class CreateDownloadLink(IDocumentStore documents, IssueLink issueLink, DocumentSettings settings)
{
    /// <param name="caller">Who asks for it; the link acts as them.</param>
    /// <param name="id">The document.</param>
    /// <param name="function">Name of the function that hands out originals.</param>
    /// <param name="address">Path and query of the download.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Result<IssuedLink>> HandleAsync(
        Caller caller, DocumentId id, string function, string address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return await documents.FindAsync(caller.Organization, id, cancellationToken) is null
            ? Refusal.NotFound("The document")
            : await issueLink.HandleAsync(caller, function, address, settings.LinkLifetime, cancellationToken);
    }
}
