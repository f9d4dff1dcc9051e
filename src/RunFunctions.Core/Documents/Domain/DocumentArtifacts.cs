using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Documents.Domain;

/// <summary>What a document and its runs keep as blobs: types, names and media types.</summary>
public static class DocumentArtifacts
{
    public const string RawText = "RAW_TEXT";

    /// <summary>Where each page stands in the raw text and how well it could be read.</summary>
    public const string TextPages = "TEXT_PAGES";

    public const string StructuredInterpretation = "STRUCTURED_INTERPRETATION";

    /// <summary>What an edit or a restore changed; the entries are <see cref="Editing.FieldChangeEntry"/>.</summary>
    public const string FieldChangeLog = "FIELD_CHANGE_LOG";

    /// <summary>What somebody sent about a run for debugging.</summary>
    public const string ExtractionSnapshot = "EXTRACTION_SNAPSHOT";

    public const string PdfMediaType = "application/pdf";

    public const string TextMediaType = "text/plain; charset=utf-8";

    public const string JsonMediaType = "application/json";

    public static string OriginalName(OrganizationId organization, DocumentId document) => $"{organization}/documents/{document}/original.pdf";

    public static string RawTextName(Run run) => InRun(run, "raw-text.txt");

    public static string TextPagesName(Run run) => InRun(run, "text-pages.json");

    public static string InterpretationName(Run run) => InRun(run, "interpretation-0001.json");

    /// <summary>Data of a version that people made. The id keeps those apart who make the same version at the same time.</summary>
    public static string InterpretationName(Run run, int version, string interpretationId) => InRun(run, $"interpretation-{version:D4}-{interpretationId}.json");

    /// <summary>What that version changed.</summary>
    public static string ChangeLogName(Run run, int version, string interpretationId) => InRun(run, $"changes-{version:D4}-{interpretationId}.json");

    /// <summary>A snapshot of the run. The id keeps apart what one after the other stands for the run.</summary>
    public static string SnapshotName(Run run, string snapshotId) => InRun(run, $"snapshot-{snapshotId}.json");

    private static string InRun(Run run, string file) => $"{run.Organization}/documents/{run.Subject.Id}/runs/{run.Id}/{file}";
}
