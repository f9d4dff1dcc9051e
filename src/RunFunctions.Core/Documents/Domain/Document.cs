using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Documents.Domain;

/// <summary>A document as it was received; never deleted by processing. Its status is derived from its runs.</summary>
public sealed record Document
{
    /// <summary>Kind of the runs whose subject is a document.</summary>
    public static RunKind RunKind { get; } = RunKind.Parse("document");

    public required DocumentId Id { get; init; }

    public required OriginalFileName OriginalFileName { get; init; }

    public required BlobReference Original { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>UTC; moves with the review and with what people say of the document.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    public ReviewStatus ReviewStatus { get; init; }

    /// <summary>UTC; set while REVIEWED.</summary>
    public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>Set while REVIEWED.</summary>
    public string? ReviewedBy { get; init; }

    /// <summary>The run whose result was judged: the one completed last then. Null unless REVIEWED, or when none had completed.</summary>
    public RunId? ReviewedRunId { get; init; }

    /// <summary>The language in which runs that are queued from now on read it, ISO 639-1; null when they find out.</summary>
    public string? LanguageOverride { get; init; }

    /// <summary>One more with every change of the document itself or of what people made of it; changes of its runs do not count.</summary>
    public int Revision { get; init; }

    /// <summary>Says in which language later runs read the document. What is so already stays as it is, with its time.</summary>
    /// <param name="language">ISO 639-1; null lets them find out.</param>
    /// <param name="at">When.</param>
    public Document OverrideLanguage(string? language, DateTimeOffset at) =>
        LanguageOverride == language ? this : this with { LanguageOverride = language, UpdatedAt = at, Revision = Revision + 1 };

    /// <summary>The subject under which the document's runs are kept.</summary>
    public static SubjectKey SubjectOf(DocumentId id) => new(RunKind, id.ToString());
}
