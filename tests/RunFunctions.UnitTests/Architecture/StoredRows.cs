using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Calibration;
using RunFunctions.Core.Documents.Domain.Debugging;
using RunFunctions.Core.Documents.Domain.Governance;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.UnitTests.Architecture;

/// <summary>One row of every kind as the adapters write it, with every value set.</summary>
internal static class StoredRows
{
    private const string WriteId = "w";

    private static readonly OrganizationId Organization = OrganizationId.Parse("acme");
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly BlobReference Blob = new("acme/x", "00", 1, "text/plain");

    public static DocumentId DocumentId { get; } = DocumentId.Parse("6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a11");

    public static Run Run { get; } = new()
    {
        Organization = Organization,
        Id = RunId.New(Core.Documents.Domain.Document.SubjectOf(DocumentId), new Guid(1, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1)),
        Subject = Core.Documents.Domain.Document.SubjectOf(DocumentId),
        State = RunState.Running,
        CreatedAt = Noon,
        ListedAt = Noon,
        UpdatedAt = Noon,
        StartedAt = Noon,
        CompletedAt = Noon,
        FailureType = "F",
        Failure = new RunFailure("EXTRACTION", "EXTRACTION_FAILED", "Unreadable"),
        Deaths = new WorkerDeaths("EXTRACTION", 1),
        CancelRequest = new CancelRequest(UserId.Parse("user"), Noon),
        Config = new RunConfig(StepAttempts: 3),
        Reading = new RunReading("es", "contract"),
        ParentRunId = RunId.New(Core.Documents.Domain.Document.SubjectOf(DocumentId), Guid.Empty),
        SupersededBy = RunId.New(Core.Documents.Domain.Document.SubjectOf(DocumentId), Guid.Empty),
        ReusedSteps = ["EXTRACTION"],
        Annotations = new RunAnnotations { Tags = ["a:b"], Note = "note", LegalHold = true },
        Lease = new RunLease("worker", 1, Noon),
        LastFailure = new FailedAttempt("EXTRACTION", 1, "EXTRACTION_FAILED", Retryable: true, "EXTRACTION_FAILED", "Unreadable"),
        OpenStep = new OpenStep("EXTRACTION", 1, Noon, TakenOverAt: Noon),
        Attempts = new Dictionary<string, int> { ["EXTRACTION"] = 1 },
        SucceededSteps = ["EXTRACTION"],
        Outputs = new Dictionary<string, BlobReference> { ["RAW_TEXT"] = Blob },
        ArtifactCount = 1,
        StorageCalls = new Dictionary<string, int> { [StorageOperations.TableRead] = 1 },
        Build = new AppBuild("1.0.0", "commit"),
        CorrelationId = "request",
        CreatedBy = UserId.Parse("user"),
    };

    public static RunSubject Subject { get; } = new()
    {
        Key = Run.Subject,
        CreatedAt = Noon,
        Revision = 3,
        RunningRunId = Run.Id,
        Queue = [Run.Id],
        Latest = new RunGlance(Run.Id, RunState.Failed, "F", Noon) { Reading = new RunReading("es", "contract") },
        RunLanguage = "es",
        LatestCompletedRunId = Run.Id,
    };

    public static BulkJob BulkJob { get; } = new()
    {
        Organization = Organization,
        Id = BulkJobId.New(Noon, Guid.Empty),
        Action = BulkAction.Tag,
        Filter = RunFilter.All,
        Tag = "a",
        CreatedAt = Noon,
        CreatedBy = UserId.Parse("user"),
        CorrelationId = "request",
        CompletedAt = Noon,
        CancelledAt = Noon,
        CancelledBy = UserId.Parse("user"),
    };

    public static Document Document { get; } = new()
    {
        Id = DocumentId,
        OriginalFileName = OriginalFileName.From("record.pdf"),
        Original = Blob,
        CreatedAt = Noon,
        UpdatedAt = Noon,
        ReviewStatus = ReviewStatus.Reviewed,
        ReviewedAt = Noon,
        ReviewedBy = "reviewer",
        ReviewedRunId = Run.Id,
        LanguageOverride = "es",
        Revision = 1,
    };

    public static InterpretationVersion Version { get; } = new()
    {
        RunId = Run.Id,
        InterpretationId = "6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a11",
        Number = 2,
        BaseNumber = 1,
        Origin = VersionOrigin.Restore,
        RestoredFrom = 1,
        CreatedAt = Noon,
        CreatedBy = UserId.Parse("reviewer"),
        Data = Blob,
        ChangeLog = Blob,
        ChangeCount = 1,
    };

    public static StoredSnapshot Snapshot { get; } = new(DocumentId, Run.Id, Noon, Noon, UserId.Parse("admin"), Blob);

    public static StructuralChangeCandidate Candidate { get; } = new()
    {
        Organization = Organization,
        Id = "6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a11",
        ChangeType = StructuralChangeType.KeyRename,
        SourceKey = "tail",
        TargetKey = "tail_length",
        OccurrenceCount = 1,
        Status = StructuralChangeStatus.Approved,
        IsCritical = true,
        CreatedAt = Noon,
        UpdatedAt = Noon,
        EvidenceSamples = [new EvidenceSample(DocumentId.ToString(), Run.Id.Value, "6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a11", Noon)],
        StatusDecisionId = "6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a11",
        CriticalDecisionId = "6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a11",
    };

    public static GovernanceDecision Decision { get; } = new(
        "6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a11",
        Candidate.Id,
        GovernanceDecisionType.Reject,
        StructuralChangeStatus.Deferred,
        StructuralChangeStatus.Rejected,
        "6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a11",
        UserId.Parse("admin"),
        "reason",
        Noon);

    public static SchemaContract Contract { get; } = new("6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a11", 2, Noon, UserId.Parse("admin"), "NEW_KEY tail_length");

    public static RunEvent Event { get; } = new(
        RunEventTypes.RunFailed, Organization, Run.Subject, Run.Id, "request", Noon, StepName: "EXTRACTION", Attempt: 1, ErrorCode: "E", Actor: RunActor.Worker("worker"), Sequence: 0);

    public static Artifact StepArtifact { get; } = new(
        1, ArtifactTypes.StepStatus, Noon, Step: new StepRecord("EXTRACTION", StepStatus.Failed, 1, Noon, Noon, "E", new Dictionary<string, string> { ["k"] = "v" }, "worker"));

    public static Artifact BlobArtifact { get; } = new(2, "RAW_TEXT", Noon, Blob: Blob, Producer: "runfunctions-pdf/1");

    public static AccessToken Token { get; } = new()
    {
        Organization = Organization,
        Id = "00112233445566778899",
        Name = "Import",
        User = UserId.Parse("user"),
        Roles = [Role.Reviewer],
        CreatedAt = Noon,
        CreatedBy = UserId.Parse("admin"),
        ExpiresAt = Noon,
        LastUsedAt = Noon,
        RevokedAt = Noon,
        Hash = new SecretHash("0001", new byte[] { 1 }, new byte[] { 1 }),
    };

    public static Organization SampleOrganization { get; } = new()
    {
        Id = Organization,
        Name = "Acme",
        CreatedAt = Noon,
        UpdatedAt = Noon,
        CreatedBy = UserId.Parse("user"),
        CreatedFrom = Organization,
    };

    public static Membership Member { get; } = new()
    {
        Organization = Organization,
        User = UserId.Parse("user"),
        Roles = [Role.Admin],
        IsActive = true,
        CreatedAt = Noon,
        UpdatedAt = Noon,
        CreatedBy = UserId.Parse("admin"),
    };

    public static Patient Patient { get; } = new()
    {
        Organization = Organization,
        Id = PatientId.Parse("6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a11"),
        FullName = "Sample Patient",
        BirthYear = 1970,
        Sex = Sex.Other,
        Login = UserId.Parse("patient"),
        CreatedAt = Noon,
        UpdatedAt = Noon,
        CreatedBy = UserId.Parse("admin"),
    };

    public static Assignment Assignment { get; } = new()
    {
        Organization = Organization,
        Id = new AssignmentId(Patient.Id, UserId.Parse("clinician")),
        CreatedAt = Noon,
        CreatedBy = UserId.Parse("admin"),
    };

    public static AuditRecord AuditRecord { get; } = new(
        new AuditEntry(
            Organization, Noon, UserId.Parse("user"), "00112233445566778899", "documents.read", "document", DocumentId.ToString(), AuditOutcome.Denied, "NOT_FOUND", "request"),
        "001122334455",
        1,
        "00",
        "0001",
        "00");

    public static MappingTally Tally { get; } = new("ctx_v2:00", new MappingUnit("pet_name", "label_regex::paciente"));

    public static JudgedRun Judged { get; } = new(DocumentId, Run.Id, "ctx_v2:00") { Reviewed = new ReviewedRun(DocumentId, Run.Id, 1, Blob, Noon) };

    public static Webhook Webhook { get; } = new()
    {
        Organization = Organization,
        Id = WebhookId.Parse("6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a11"),
        Url = "https://receiver.example/hook",
        EventTypes = [RunEventTypes.RunFailed],
        Kinds = [Run.Subject.Kind],
        IsActive = true,
        Secret = new WebhookSecret("0001", 2),
        RetiredSecrets = [new RetiredSecret(new WebhookSecret("0001", 1), Noon)],
        CreatedAt = Noon,
        UpdatedAt = Noon,
        CreatedBy = UserId.Parse("admin"),
        RemovedAt = Noon,
    };

    public static Delivery Delivery { get; } = WebhookEvents.DeliveryOf(Webhook, Event, Noon) with
    {
        LastStatus = 500,
        LastError = DeliveryErrors.Status,
        LastAttemptAt = Noon,
        DeliveredAt = Noon,
    };

    public static AuditChainHead AuditChainHead { get; } = new(
        Organization, AuditRecord.Chain, 1, "00", Noon, [AuditRecord.Chain], "0001", "00");

    public static DeletionOrder Removal { get; } = new(
        Organization, DeletionId.New(Noon, Guid.Empty), RunActor.Recovery("x"), Noon, Run.Id, new RetentionRule(Run.Subject.Kind, 30))
    {
        HeldUntil = Noon,
    };

    private static TableEntity CertifiedRemoval { get; } = DeletionRows.ToCertified(
        Removal, new DeletionSummary(Removal.Id, "request", "User:user", Noon, Noon, new DeletionCounts(1, 1, 1, 1, 1, 1)), new byte[] { 1 }, WriteId);

    public static RemovedRun Removed { get; } = new(Run.Id.Value, "document", "subject", RunState.Failed, Noon, Noon, Noon, 1, 1, 1, [], []);

    /// <summary>Columns and EDM types by table and section of its document.</summary>
    public static IReadOnlyDictionary<(string Table, string Section), IReadOnlyDictionary<string, string>> Columns { get; } =
        new Dictionary<(string, string), IReadOnlyDictionary<string, string>>
        {
            [(StorageNames.RunsTable, "Subject row: the engine's columns")] = ColumnsOf(RunRows.FromSubject(Organization, Subject, WriteId)),
            [(StorageNames.RunsTable, "Subject row: the columns of a document")] = ColumnsOf(DocumentRows.Columns(Document)),
            [(StorageNames.RunsTable, "Run row")] = ColumnsOf(RunRows.FromRun(Run, WriteId)),
            [(StorageNames.RunsTable, "Artifact row")] =
                ColumnsOf(RunRows.FromArtifact(Run, StepArtifact).Concat(RunRows.FromArtifact(Run, BlobArtifact)).DistinctBy(column => column.Key)),
            [(StorageNames.RunsTable, "Version row")] = ColumnsOf(VersionRows.FromVersion(Organization, Version).Append(new(RunRows.WriteId, WriteId))),
            [(StorageNames.RunsTable, "Snapshot row")] = ColumnsOf(ExtractionSnapshotTable.ToRow(Organization, Snapshot).Append(new(RunRows.WriteId, WriteId))),
            [(StorageNames.GovernanceTable, "Candidate row")] = ColumnsOf(GovernanceRows.FromCandidate(Candidate, WriteId)),
            [(StorageNames.GovernanceTable, "Occurrence row")] = ColumnsOf(GovernanceRows.FromOccurrence(Candidate, Run.Id)),
            [(StorageNames.GovernanceTable, "Decision row")] = ColumnsOf(GovernanceRows.FromDecision(Organization, Decision)),
            [(StorageNames.GovernanceTable, "Contract row")] = ColumnsOf(GovernanceRows.FromContract(Organization, Contract)),
            [(StorageNames.RunsTable, "Event row")] = ColumnsOf(RunRows.FromEvent(Event).Append(new(RunRows.WriteId, WriteId))),
            [(StorageNames.RunIndexTable, "Line of a run")] = ColumnsOf(RunIndexRows.FromRun(Run, WriteId).Select(column =>
                column.Key == RunIndexRows.TagColumn(Run.Annotations.Tags[0]) ? new("Tag_{tag}", column.Value) : column)),
            [(StorageNames.RunIndexTable, "Mark of an unfinished run")] = ColumnsOf(RunIndexRows.ToActive(Organization, Run.Id, Run.Subject.Kind, Noon)),
            [(StorageNames.BulkJobsTable, "Columns")] = ColumnsOf(BulkJobTable.ToRow(BulkJob, WriteId)),
            [(StorageNames.RecoveryTable, "Columns")] = ColumnsOf(RecoveryTable.ToRow(Noon, "worker", WriteId)),
            [(StorageNames.RunPlacesTable, "Place of a run")] = ColumnsOf(RunPlaceTable.ToRow(Organization, new RunPlace(Run.Id, Run.Subject.Kind, Noon, Held: true))),
            [(StorageNames.RunPlacesTable, "Guard row")] = ColumnsOf(RunPlaceTable.ToGuard(Organization, WriteId)),
            [(StorageNames.IdempotencyKeysTable, "Columns")] = ColumnsOf(IdempotencyKeyTable.ToRow(
                new IdempotencyKey(Organization, UserId.Parse("user"), "UploadDocument", "key"),
                new KeyUse("00", Guid.Empty, Noon, Noon, new KeptAnswer(201, new Dictionary<string, string>(), new byte[] { 1 }, Run.Id), IsRenewed: true),
                WriteId)),
            [(StorageNames.DocumentIndexTable, "Columns")] = ColumnsOf(DocumentIndexTable.ToRow(Organization, new DocumentWithRuns(Document, Subject))),
            [(StorageNames.SigningKeysTable, "Columns")] = ColumnsOf(SigningKeyTable.ToRow(Organization, KeyPurpose.Cursor, "0001", [1], Noon)),
            [(StorageNames.TokensTable, "Columns")] = ColumnsOf(TokenTable.ToRow(Token)),
            [(StorageNames.WebhooksTable, "Columns")] = ColumnsOf(WebhookTable.ToRow(Webhook, WriteId)),
            [(StorageNames.WebhookDeliveriesTable, "Delivery row")] = ColumnsOf(DeliveryTable.ToRow(Delivery, WriteId)),
            [(StorageNames.AuditTable, "Columns")] = ColumnsOf(AuditRows.ToRow(AuditRecord)),
            [(StorageNames.AuditChainsTable, "Columns")] = ColumnsOf(AuditChainTable.ToRow(AuditChainHead)),
            [(StorageNames.ReceiptsTable, "Columns")] = ColumnsOf(ReceiptTable.ToRow(Organization, Run.Id, new byte[] { 1 })),
            [(StorageNames.DeletionsTable, "Columns")] = ColumnsOf(DeletionRows.ToCertificate(CertifiedRemoval)),
            [(StorageNames.PendingDeletionsTable, "Order")] = ColumnsOf(CertifiedRemoval),
            [(StorageNames.PendingDeletionsTable, "Removed run")] = ColumnsOf(DeletionRows.ToRemoved(Removal, Removed)),
            [(StorageNames.PendingDeletionsTable, "Position")] = ColumnsOf(DeletionRows.ToPosition(Organization, Run.Subject.Kind, "position")),
            [(StorageNames.RunsTable, "Tombstone of a run")] = ColumnsOf(DeletionRows.ToTombstone(new RunRemoval(Run, Subject, [], [], [], Removed), Removal.Id)),
            [(StorageNames.CalibrationTable, "Count row")] = ColumnsOf(CalibrationRows.FromTally("acme|v1", Tally)),
            [(StorageNames.CalibrationTable, "Judged run")] = ColumnsOf(CalibrationRows.FromJudged("acme|v1", Judged, WriteId)),
            [(StorageNames.CalibrationTable, "Reviewed run")] = ColumnsOf(CalibrationRows.FromReviewed("acme|v1", Judged.Reviewed!)),
            [(StorageNames.OrganizationsTable, "Columns")] = ColumnsOf(OrganizationTable.ToRow(SampleOrganization, WriteId)),
            [(StorageNames.MembershipsTable, "Columns")] = ColumnsOf(MembershipTable.ToRow(Member, WriteId)),
            [(StorageNames.MembershipsTable, "Count row")] = ColumnsOf(MembershipTable.ToCountRow(Organization, 1, WriteId)),
            [(StorageNames.PatientsTable, "Patient row")] = ColumnsOf(PatientRows.ToRow(Patient, WriteId)),
            [(StorageNames.PatientsTable, "Login row")] = ColumnsOf(PatientTable.ToClaimRow(Organization, Patient.Login!.Value, Patient.Id, WriteId)),
            [(StorageNames.AssignmentsTable, "Columns")] = ColumnsOf(AssignmentTable.ToTruth(Assignment, WriteId).Concat(AssignmentTable.ToMirror(Assignment, WriteId)).DistinctBy(column => column.Key)),
        };

    /// <summary>Blob names by container, ids replaced by their names.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> BlobNames { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        [StorageNames.ArtifactsContainer] =
        [.. new[]
            {
                DocumentArtifacts.OriginalName(Organization, DocumentId),
                DocumentArtifacts.RawTextName(Run),
                DocumentArtifacts.TextPagesName(Run),
                DocumentArtifacts.InterpretationName(Run),
                DocumentArtifacts.InterpretationName(Run, 2, "{interpretation_id}"),
                DocumentArtifacts.ChangeLogName(Run, 2, "{interpretation_id}"),
                DocumentArtifacts.SnapshotName(Run, "{snapshot_id}"),
            }
            .Select(name => name
                .Replace(Organization.Value, "{organization}", StringComparison.Ordinal)
                .Replace(DocumentId.ToString(), "{document_id}", StringComparison.Ordinal)
                .Replace(Run.Id.Value, "{run_id}", StringComparison.Ordinal)),
        ],
    };

    private static Dictionary<string, string> ColumnsOf(IEnumerable<KeyValuePair<string, object>> row) => row
        .Where(column => column.Key is not (nameof(ITableEntity.PartitionKey) or nameof(ITableEntity.RowKey)))
        .ToDictionary(column => column.Key, column => EdmType(column.Value));

    private static string EdmType(object value) => value switch
    {
        string => "String",
        int => "Int32",
        long => "Int64",
        double => "Double",
        bool => "Boolean",
        DateTimeOffset => "DateTime",
        byte[] => "Binary",
        Guid => "Guid",
        _ => throw new NotSupportedException($"Table storage has no type for {value.GetType()}."),
    };
}
