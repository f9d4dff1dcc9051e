using RunFunctions.AzuriteTests.Support;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>One probe per HTTP function. A new function needs a line here, and a kind when it names a new kind of object.</summary>
internal static class Probes
{
    private const string UnknownUuid = "5c1e7a52-7d0c-4d0e-9a57-3f1f7f5f0c11";

    private static readonly ObjectKind Document = new(async (organization, _, _) => (await organization.Documents.UploadAndCompleteAsync(organization.NewName() + ".pdf")).DocumentId, UnknownUuid);

    private static readonly ObjectKind Run = new(async (organization, _, _) => (await organization.Documents.UploadAndCompleteAsync(organization.NewName() + ".pdf")).RunId, UnknownUuid);

    /// <summary>By function.</summary>
    public static IReadOnlyDictionary<string, Probe> All { get; } = new Dictionary<string, Probe>(StringComparer.Ordinal)
    {
        ["HealthLive"] = new(),
        ["HealthReady"] = new(),
        ["Version"] = new(),
        ["Fallback"] = new(),

        ["UploadDocument"] = new(BodyAsync: organization => Task.FromResult<HttpContent>(DocumentsDriver.Form(Pdfs.Record, organization.NewName() + ".pdf"))),
        ["ListDocuments"] = new(),
        ["GetDocument"] = new(Document),
        ["GetProcessingHistory"] = new(Document),
        ["GetReview"] = new(Document),
        ["DownloadDocument"] = new(Document),
        ["CreateDownloadLink"] = new(Document),
        ["ReprocessDocument"] = new(Document),

        ["GetRun"] = new(Run),
        ["GetRawText"] = new(Run),
    };
}
