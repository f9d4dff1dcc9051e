using System.Net.Http.Json;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain.Governance;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>One probe per HTTP function. A new function needs a line here, and a kind when it names a new kind of object.</summary>
internal static class Probes
{
    private const string UnknownUuid = "5c1e7a52-7d0c-4d0e-9a57-3f1f7f5f0c11";

    private const string UnknownToken = "00112233445566778899";
    private const string UnknownName = "nobody-has-this";

    private static readonly ObjectKind Document = new(async (organization, _, _) => (await UploadAsync(organization)).DocumentId, UnknownUuid) { HasRun = true };

    private static readonly ObjectKind DocumentWithOneRun = Document with { IsUsedUp = true };

    private static readonly ObjectKind Run = new(async (organization, _, _) => (await UploadAsync(organization)).RunId, UnknownUuid) { HasRun = true };

    private static readonly ObjectKind UneditedRun = Run with { IsUsedUp = true };

    private static readonly ObjectKind Version = new(async (organization, _, _) => await EditedRunAsync(organization) + " 2", $"{UnknownUuid} 2") { HasRun = true };

    private static readonly ObjectKind EarlierVersion = new(async (organization, _, _) => await EditedRunAsync(organization) + " 1", $"{UnknownUuid} 1") { HasRun = true, IsUsedUp = true };

    private static readonly ObjectKind ReviewedDocument = new(ReviewedDocumentAsync, UnknownUuid) { HasRun = true, IsUsedUp = true };

    private static readonly ObjectKind QueuedRun = new((organization, _, _) => organization.QueueAsync(), UnknownUuid) { HasRun = true, IsUsedUp = true };

    private static readonly ObjectKind BulkJob = new(BulkJobAsync, $"0123456789abcdef-{UnknownUuid}");

    private static readonly ObjectKind WaitingBulkJob = BulkJob with { MakeAsync = (organization, _, _) => organization.MakeBulkJobAsync(), IsUsedUp = true };

    private static readonly ObjectKind Organization = new((organization, _, _) => Task.FromResult(organization.Id.Value), UnknownName);

    private static readonly ObjectKind Token = new(
        async (organization, _, _) => (await organization.Access.CreateAsync(AccessDriver.Tokens, NewToken(organization))).Text("token_id")!, UnknownToken);

    private static readonly ObjectKind Member = new(
        async (organization, _, _) => (await organization.Access.CreateAsync(AccessDriver.Memberships, NewMember(organization))).Text("subject")!, UnknownName);

    private static readonly ObjectKind Patient = new(PatientAsync, UnknownUuid);

    private static readonly ObjectKind Assignment = new(
        async (organization, _, _) => await organization.Access.AssignAsync(await organization.ClinicianAsync(), await PatientAsync(organization)),
        $"{UnknownUuid}.{UnknownName}");

    private static readonly ObjectKind Webhook = new((organization, _, _) => WebhookAsync(organization), UnknownUuid);

    private static readonly ObjectKind Delivery = new(DeliveryAsync, $"{UnknownUuid} 24e4cf95cbb9ffff-{UnknownUuid}-000000");

    private static readonly ObjectKind Purpose = new((_, _, _) => Task.FromResult("cursor"), "");

    // Nobody reviews what a failed run made, so it may be deleted.
    private static readonly ObjectKind FailedRun = new(async (organization, _, _) => await FailedRunAsync(organization), UnknownUuid) { HasRun = true };

    private static readonly ObjectKind Deletion = new(DeletionAsync, UnknownUuid) { HasRun = true };

    private static readonly ObjectKind StructuralChange = new(async (organization, _, _) => await StructuralChangeAsync(organization), UnknownUuid) { HasRun = true, IsUsedUp = true };

    private static readonly ObjectKind ReceiptKey = new(
        async (organization, _, _) => (await organization.Access.RotateKeyAsync("receipt")).Text("key_id")!, "");

    /// <summary>By function.</summary>
    public static IReadOnlyDictionary<string, Probe> All { get; } = new Dictionary<string, Probe>(StringComparer.Ordinal)
    {
        ["HealthLive"] = new(),
        ["HealthReady"] = new(),
        ["Version"] = new(),
        ["Fallback"] = new(),

        ["UploadDocument"] = new(BodyAsync: organization => Task.FromResult<HttpContent>(
            DocumentsDriver.Form(Pdfs.WithLines(organization.NewName()), organization.NewName() + ".pdf"))),
        ["ListDocuments"] = new(),
        ["GetCalibration"] = new(),
        ["CompareConfidencePolicy"] = Sends(_ => Policy),
        ["GetDocument"] = new(Document),
        ["GetProcessingHistory"] = new(Document),
        ["GetReview"] = new(Document),
        ["MarkReviewed"] = new(Document with { IsUsedUp = true }),
        ["ReopenDocument"] = new(ReviewedDocument),
        ["OverrideLanguage"] = Sends(_ => new { language_override = "es" }, Document with { IsUsedUp = true }),
        ["LookUpClinicAddress"] = Sends(organization => new { clinic_name = organization.NewName() }),
        ["DownloadDocument"] = new(Document),
        ["CreateDownloadLink"] = new(Document),
        ["ReprocessDocument"] = new(Document),

        ["ShowDebugVisits"] = new(Document),
        ["GetVisitScoping"] = new(Document),
        ["StoreExtractionSnapshot"] = new(BodyAsync: async organization => JsonContent.Create(NewSnapshot(await UploadAsync(organization)))),
        ["GetExtractionSnapshots"] = new(DocumentWithOneRun),
        ["TriageExtraction"] = new(Document),
        ["SummariseExtraction"] = new(DocumentWithOneRun),
        ["ListStructuralChanges"] = new(),
        ["DecideStructuralChange"] = Sends(_ => new { decision_type = "REJECT" }, StructuralChange),
        ["GetSchemaContract"] = new(),
        ["ListGovernanceDecisions"] = new(),

        ["ListRuns"] = new(),
        ["ListFailures"] = new(),
        ["GetLoad"] = new(),
        ["GetRun"] = new(Run),
        ["StartBulkJob"] = Sends(NewBulkJob),
        ["ListBulkJobs"] = new(),
        ["CancelBulkJob"] = new(WaitingBulkJob),
        ["GetBulkJob"] = new(BulkJob),
        ["DeleteRun"] = new(FailedRun with { IsUsedUp = true }),
        ["ListDeletions"] = new(),
        ["GetDeletion"] = new(Deletion),
        ["ApplyRetentionNow"] = Sends(_ => new { dry_run = true }),
        ["GetRunArtifacts"] = new(Run),
        ["GetRunTimeline"] = new(Run),
        ["ExplainRun"] = new(Run),
        ["GetRunReceipt"] = new(Run),
        ["AnnotateRun"] = Sends(organization => new { tags = (string[])[organization.NewName()] }, Run),
        ["RerunRun"] = new(Run with { IsUsedUp = true }),
        ["CancelRun"] = new(QueuedRun),
        ["ListInterpretations"] = new(Run),
        ["GetInterpretation"] = new(Version),
        ["GetInterpretationChanges"] = new(Version),
        ["EditInterpretation"] = Sends(_ => NewEdit, UneditedRun),
        ["RestoreInterpretation"] = Sends(_ => new { base_version_number = 2 }, EarlierVersion),
        ["GetRawText"] = new(Run),

        ["GetMe"] = new(),
        ["CreateToken"] = Sends(NewToken),
        ["ListTokens"] = new(),
        ["GetToken"] = new(Token),
        ["RevokeToken"] = new(Token with { IsUsedUp = true }),
        ["CreateOrganization"] = Sends(organization => new { name = organization.NewName() }),
        ["ListOrganizations"] = new(),
        ["GetOrganization"] = new(Organization),
        ["RenameOrganization"] = Sends(organization => new { name = organization.NewName() }, Organization),
        ["AddMember"] = Sends(NewMember),
        ["ListMembers"] = new(),
        ["GetMember"] = new(Member),
        ["ChangeMember"] = Sends(_ => new { roles = (string[])["submitter", "reviewer"] }, Member),
        ["RemoveMember"] = new(Member with { IsUsedUp = true }),
        ["RegisterPatient"] = Sends(organization => new { full_name = organization.NewName(), subject = organization.NewName() }),
        ["ListPatients"] = new(),
        ["GetPatient"] = new(Patient),
        ["ChangePatient"] = Sends(organization => new { full_name = organization.NewName() }, Patient),
        ["RemovePatient"] = new(Patient with { IsUsedUp = true }),
        ["AssignPatient"] = new(BodyAsync: async organization => JsonContent.Create(
            new { clinician_subject = await organization.ClinicianAsync(), patient_id = await PatientAsync(organization) })),
        ["ListAssignments"] = new(),
        ["GetAssignment"] = new(Assignment),
        ["RemoveAssignment"] = new(Assignment with { IsUsedUp = true }),
        ["ListKeys"] = new(),
        ["GetReceiptKey"] = new(ReceiptKey),
        ["RotateKey"] = new(Purpose),

        ["CreateWebhook"] = Sends(_ => NewWebhook),
        ["ListWebhooks"] = new(),
        ["GetWebhook"] = new(Webhook),
        ["ChangeWebhook"] = Sends(_ => new { active = true }, Webhook),
        ["RemoveWebhook"] = new(Webhook with { IsUsedUp = true }),
        ["RotateWebhookSecret"] = new(Webhook),
        ["TestWebhook"] = new(Webhook),
        ["ListDeliveries"] = new(Webhook),
        ["ReplayDelivery"] = new(Delivery with { IsUsedUp = true }),
        ["ListAudit"] = new(),
        ["VerifyAudit"] = new(),
    };

    private static Probe Sends(Func<TestOrganization, object> body, ObjectKind? kind = null) =>
        new(kind, organization => Task.FromResult<HttpContent>(JsonContent.Create(body(organization))));

    // No run of these tests ends so: nothing is sent but tests, and that leads nowhere.
    private static object NewWebhook => new { url = "https://localhost/hook", event_types = (string[])["RUN_RECOVERED_AS_FAILED"] };

    private static async Task<string> WebhookAsync(TestOrganization organization) =>
        (await organization.Access.CreateAsync("/api/webhooks", NewWebhook)).GetProperty("webhook").Text("webhook_id")!;

    private static async Task<string> DeliveryAsync(TestOrganization organization, Relation relation, UserId caller)
    {
        var webhook = await WebhookAsync(organization);
        using var answer = await organization.Client.PostAsync($"/api/webhooks/{webhook}/test", content: null);

        // Nobody is sending it any more: a replay meets no other write.
        var deliveries = $"/api/webhooks/{webhook}/deliveries";
        await Eventually.GetAsync(
            () => organization.Access.ReadAsync(deliveries), page => page.GetProperty("items")[0].Text("last_error") is not null, "a failed attempt");
        return $"{webhook} {(await answer.ReadJsonAsync()).Text("delivery_id")}";
    }

    private static object Policy => new
    {
        policy_version = "v2",
        band_cutoffs = new { low_max = 0.5, mid_max = 0.75 },
        thresholds = new { boosted = new { enter = 0.82, exit = 0.74 }, demoted = new { enter = 0.38, exit = 0.46 } },
        min_volume = 3,
        edit_weight = 1,
        reopen_reverts = false,
    };

    private static object NewBulkJob(TestOrganization organization) => new { action = "tag", tag = "seen", filter = new { tag = organization.NewName() } };

    private static async Task<string> BulkJobAsync(TestOrganization organization, Relation relation, UserId caller)
    {
        using var answer = await organization.Access.PostAsync("/api/runs/bulk", NewBulkJob(organization));
        return (await answer.ReadJsonAsync()).Text("job_id")!;
    }

    private static object NewToken(TestOrganization organization) =>
        new { name = organization.NewName(), subject = organization.NewName(), roles = (string[])["submitter"] };

    private static object NewMember(TestOrganization organization) => new { subject = organization.NewName(), roles = (string[])["submitter"] };

    private static Task<Uploaded> UploadAsync(TestOrganization organization) => organization.Documents.UploadAndCompleteAsync(organization.NewName() + ".pdf");

    private static object NewEdit => new { base_version_number = 1, changes = (object[])[new { op = "ADD", key = "notes", value = "seen" }] };

    private static async Task<string> EditedRunAsync(TestOrganization organization)
    {
        var run = (await UploadAsync(organization)).RunId;
        using var answer = await organization.Access.PostAsync($"/api/runs/{run}/interpretations", NewEdit);
        return run;
    }

    private static object NewSnapshot(Uploaded uploaded) => new
    {
        runId = uploaded.RunId,
        documentId = uploaded.DocumentId,
        createdAt = "2026-03-01T12:00:00Z",
        schemaVersion = "canonical",
        fields = new Dictionary<string, object> { ["pet_name"] = new { status = "missing" } },
    };

    // A key of its own, because a candidate that is decided on cannot be decided otherwise.
    private static async Task<string> StructuralChangeAsync(TestOrganization organization)
    {
        var run = (await UploadAsync(organization)).RunId;
        var key = organization.NewName().Replace('-', '_');
        using var answer = await organization.Access.PostAsync(
            $"/api/runs/{run}/interpretations", new { base_version_number = 1, changes = (object[])[new { op = "ADD", key, value = "seen" }] });
        return GovernanceIds.OfCandidate(organization.Id, StructuralChangeType.NewKey, sourceKey: null, key);
    }

    private static async Task<string> ReviewedDocumentAsync(TestOrganization organization, Relation relation, UserId caller)
    {
        var document = (await UploadAsync(organization)).DocumentId;
        using var answer = await organization.Client.PostAsync($"/api/documents/{document}/reviewed", content: null);
        return document;
    }

    private static async Task<string> FailedRunAsync(TestOrganization organization)
    {
        var uploaded = await organization.Documents.UploadAsync("%PDF-1.7 and nothing else"u8.ToArray(), organization.NewName() + ".pdf");
        await organization.Documents.WaitForEndAsync(uploaded.RunId);
        return uploaded.RunId;
    }

    private static async Task<string> DeletionAsync(TestOrganization organization, Relation relation, UserId caller)
    {
        using var answer = await organization.Client.DeleteAsync("/api/runs/" + await FailedRunAsync(organization));
        return (await answer.ReadJsonAsync()).Text("deletion_id")!;
    }

    private static async Task<string> PatientAsync(TestOrganization organization, Relation relation = Relation.OwnOrganization, UserId caller = default)
    {
        var patient = await organization.Access.RegisterPatientAsync(organization.NewName());
        if (relation == Relation.Assigned)
        {
            await organization.Access.AddMemberAsync(caller.Value, "clinician");
            await organization.Access.AssignAsync(caller.Value, patient);
        }

        return patient;
    }
}
