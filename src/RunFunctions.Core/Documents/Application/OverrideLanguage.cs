using System.Text.Json.Serialization;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>In which language a document is to be read, unchecked.</summary>
public sealed record LanguageRequest
{
    /// <summary>ISO 639-1; null lets later runs find out.</summary>
    public string? LanguageOverride
    {
        get;
        set
        {
            field = value;
            IsGiven = true;
        }
    }

    /// <summary>Whether the member was there: null and nothing are not the same.</summary>
    [JsonIgnore]
    public bool IsGiven { get; private set; }
}

/// <summary>
/// Says in which language later runs read a document. Touches no run: one that is queued already, and the rerun of an
/// earlier one, keep the language they were queued with. Repeatable. At most 3 storage calls when nobody else writes.
/// </summary>
public sealed class OverrideLanguage(IDocumentStore documents, DocumentListing listing, IDocumentEventLog events, TimeProvider clock)
{
    private const string Member = "language_override";

    /// <param name="origin">Who asks.</param>
    /// <param name="id">The document.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="isExpected">Whether the document is as the caller believes; if not, nothing is changed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Result<DocumentWithRuns>> HandleAsync(
        RequestOrigin origin, DocumentId id, LanguageRequest request, Func<DocumentWithRuns, bool> isExpected, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(isExpected);
        while (await documents.FindToChangeAsync(origin.Organization, id, cancellationToken) is { } found)
        {
            if (Check(request) is { } invalid)
            {
                return invalid;
            }

            if (!isExpected(found.Value))
            {
                return new Refusal(ErrorCode.PreconditionFailed, "The document has changed since it was read.");
            }

            var before = found.Value.Document;
            var after = found.Value with { Document = before.OverrideLanguage(request.LanguageOverride, clock.GetUtcNow()) };
            var isSame = after.Document.Revision == before.Revision;
            if (!isSame && !await documents.TryWriteAsync(origin.Organization, after.Document, found.Version, events: [], cancellationToken))
            {
                continue;
            }

            if (!isSame)
            {
                events.Publish(new DocumentEvent(DocumentEventTypes.LanguageOverridden, id.ToString()));
            }

            await listing.ShowReviewAsync(origin.Organization, after, CancellationToken.None);
            return after;
        }

        return Refusal.NotFound("The document");
    }

    private static Refusal? Check(LanguageRequest request) => request switch
    {
        { IsGiven: false } => Refusal.Invalid(Member, "required", "This member must be there; null lets later runs find out."),
        { LanguageOverride: { } code } when !DocumentLanguage.IsCode(code) => Refusal.Invalid(Member, "language", "Expected an ISO 639-1 code, such as es, or null."),
        _ => null,
    };
}
