using System.Text;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Debugging;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application.Debugging;

/// <param name="DocumentId">The document.</param>
/// <param name="RunId">Its latest completed run.</param>
/// <param name="RawTextAvailable">Whether the run's text is there.</param>
/// <param name="Visits">Every group, in order.</param>
public sealed record VisitScoping(DocumentId DocumentId, RunId RunId, bool RawTextAvailable, IReadOnlyList<VisitScope> Visits);

/// <summary>Shows which part of the text each visit of a review was read from. The calls of a review, and one to read the text.</summary>
public sealed class GetVisitScoping(GetReview getReview, IArtifactStore artifacts)
{
    /// <returns>Refusals as of <see cref="GetReview"/>.</returns>
    public async Task<Result<VisitScoping>> HandleAsync(OrganizationId organization, DocumentId id, CancellationToken cancellationToken) =>
        await (await getReview.HandleAsync(organization, id, cancellationToken)).ThenAsync(async shown =>
        {
            var review = shown.Stored;
            var text = review.RawTextAvailable && review.Run.Outputs.TryGetValue(DocumentArtifacts.RawText, out var blob)
                && await artifacts.ReadAsync(blob, cancellationToken) is { } bytes
                    ? Encoding.UTF8.GetString(bytes)
                    : null;
            Result<VisitScoping> scoping = new VisitScoping(
                id, review.Run.Id, text is not null, VisitScope.Of(InterpretationJson.Read(review.Data.Span), text));
            return scoping;
        });
}
