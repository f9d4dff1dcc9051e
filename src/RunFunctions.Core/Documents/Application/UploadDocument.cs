using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>A form that should hold one file.</summary>
public interface IUploadForm
{
    /// <summary>Opens the file and hands it to <paramref name="receive"/>.</summary>
    /// <param name="maxBytes">Largest allowed size of the file in bytes; an announced larger one is refused unread.</param>
    /// <param name="receive">Receives the file.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What <paramref name="receive"/> returned; a refusal when the form is not right or breaks off on the way.</returns>
    Task<Result<T>> ReceiveAsync<T>(long maxBytes, Func<IReceivedFile, Task<Result<T>>> receive, CancellationToken cancellationToken);
}

/// <summary>A file that is being received.</summary>
public interface IReceivedFile
{
    /// <summary>Name as the client sent it.</summary>
    string? FileName { get; }

    /// <summary>Media type as the client sent it.</summary>
    string? ContentType { get; }

    Stream Content { get; }

    /// <summary>Reads what follows the file in the request; a refusal when there is anything unexpected.</summary>
    Task<Refusal?> FinishAsync(CancellationToken cancellationToken);
}

/// <summary>
/// Receives a PDF, keeps it and queues its first run. The file becomes visible only when everything about the request is
/// right; document and run appear in one transaction; a crash in between leaves a blob that nobody refers to.
/// </summary>
public sealed class UploadDocument(
    IArtifactStore artifacts,
    IDocumentStore documents,
    IRunStore runs,
    DocumentListing listing,
    IDocumentEventLog events,
    AdmitRun admitRun,
    QueueRun queueRun,
    IIdSource ids)
{
    /// <summary>The request or its part declares another media type.</summary>
    public const string ContentTypeReason = "content_type";

    /// <summary>The file name does not end in .pdf.</summary>
    public const string ExtensionReason = "extension";

    /// <summary>The content does not begin like a PDF.</summary>
    public const string ContentReason = "content";

    /// <summary>20 MiB.</summary>
    public const long MaxBytes = 20 * 1024 * 1024;

    private const string Extension = ".pdf";

    // Readers accept a header within the first kilobyte; some producers write a line before it.
    private static ReadOnlySpan<byte> Magic => "%PDF-"u8;

    public async Task<Result<DocumentWithRuns>> HandleAsync(
        RequestOrigin origin, IUploadForm form, CancellationToken cancellationToken)
    {
        var result = await admitRun.CheckAsync(origin, Document.RunKind, cancellationToken) is { } notNow
            ? notNow
            : await form.ReceiveAsync(MaxBytes, file => ReceiveAsync(origin, file, cancellationToken), cancellationToken);
        events.Publish(result.TryGet(out var document, out var refusal)
            ? new DocumentEvent(DocumentEventTypes.DocumentUploaded, document.Document.Id.ToString(), document.Runs.Latest?.Id.Value)
            : new DocumentEvent(DocumentEventTypes.DocumentUploaded, ErrorCode: ErrorCodeNames.Of(refusal.Code), Reason: refusal.Reason ?? refusal.Errors?[0].Rule));
        return result;
    }

    private async Task<Result<DocumentWithRuns>> ReceiveAsync(
        RequestOrigin origin, IReceivedFile file, CancellationToken cancellationToken)
    {
        if (!IsPdfMediaType(file.ContentType))
        {
            return new Refusal(ErrorCode.UnsupportedMediaType, "Only application/pdf is accepted.", ContentTypeReason);
        }

        var name = OriginalFileName.From(file.FileName);
        if (!name.Value.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
        {
            return new Refusal(ErrorCode.UnsupportedMediaType, "The file name must end in .pdf.", ExtensionReason);
        }

        var id = DocumentId.Parse(origin.NewId(ids).ToString("D"));
        using var staged = await artifacts.StageAsync(DocumentArtifacts.OriginalName(origin.Organization, id), file.Content, MaxBytes, cancellationToken);
        if (staged.TooLarge)
        {
            return TooLarge();
        }

        if (staged.Size == 0)
        {
            return Refusal.Invalid("file", "not_empty", "The file is empty.");
        }

        if (staged.Head.Span.IndexOf(Magic) < 0)
        {
            return new Refusal(ErrorCode.UnsupportedMediaType, "The content is not a PDF.", ContentReason);
        }

        if (await file.FinishAsync(cancellationToken) is { } unexpected)
        {
            return unexpected;
        }

        if (origin.Reserved is { IsRepeat: true } reserved && await FindMadeAsync(origin, id, cancellationToken) is { } made)
        {
            reserved.Found();
            return made;
        }

        // Received whole: from here on a caller who goes away changes nothing, so that no half-kept document needs repair.
        var original = await staged.CommitAsync(DocumentArtifacts.PdfMediaType, CancellationToken.None);
        return await KeepAsync(origin, id, name, original);
    }

    // What an earlier attempt of the request made, with the run that it made then.
    private async Task<DocumentWithRuns?> FindMadeAsync(RequestOrigin origin, DocumentId id, CancellationToken cancellationToken) =>
        await documents.FindAsync(origin.Organization, id, cancellationToken) is { } document
        && await runs.FindAsync(origin.Organization, origin.NewRunId(Document.SubjectOf(id), ids), cancellationToken) is { Value: var run }
            ? document with { Runs = document.Runs with { Latest = RunGlance.Of(run) } }
            : null;

    /// <summary>The refusal of a file over <see cref="MaxBytes"/>.</summary>
    public static Refusal TooLarge() => new(ErrorCode.FileTooLarge, "The file is larger than 20 MiB.");

    private async Task<DocumentWithRuns> KeepAsync(
        RequestOrigin origin, DocumentId id, OriginalFileName name, BlobReference original)
    {
        Document? document = null;
        var decision = await queueRun.ForNewSubjectAsync(
            origin,
            Document.SubjectOf(id),
            firstRun =>
            {
                document = new Document
                {
                    Id = id,
                    OriginalFileName = name,
                    Original = original,
                    CreatedAt = firstRun.Run.CreatedAt,
                    UpdatedAt = firstRun.Run.CreatedAt,
                };
                return documents.AddAsync(origin.Organization, document, firstRun, CancellationToken.None);
            },
            CancellationToken.None);
        var kept = new DocumentWithRuns(document!, decision.Subject!);
        await listing.ShowAsync(decision.Run, kept, CancellationToken.None);
        return kept;
    }

    private static bool IsPdfMediaType(string? contentType) =>
        contentType?.Split(';')[0].Trim().Equals(DocumentArtifacts.PdfMediaType, StringComparison.OrdinalIgnoreCase) == true;
}
