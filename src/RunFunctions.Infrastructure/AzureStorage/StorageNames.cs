namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// Every table and container of the app, once. Documented one by one in <c>docs/tables/</c>; a test compares. A prefix
/// (setting <c>Storage:Prefix</c>) lets several environments or tests share one account.
/// </summary>
public sealed class StorageNames(string prefix)
{
    /// <summary>Runs, their subjects and artifacts; one partition per subject.</summary>
    public const string RunsTable = "Runs";

    /// <summary>Runs, newest first, and which of them are not finished.</summary>
    public const string RunIndexTable = "RunIndex";

    /// <summary>Hours of the run index in which runs may be unfinished, for recovery.</summary>
    public const string ActiveHoursTable = "ActiveHours";

    /// <summary>When recovery ran last.</summary>
    public const string RecoveryTable = "Recovery";

    /// <summary>Which runs have a place and which wait for one, where concurrency is limited.</summary>
    public const string RunPlacesTable = "RunPlaces";

    /// <summary>Idempotency keys in use, with the answers that their requests got.</summary>
    public const string IdempotencyKeysTable = "IdempotencyKeys";

    /// <summary>Hours in which idempotency keys were reserved, for their purge.</summary>
    public const string IdempotencyHoursTable = "IdempotencyHours";

    /// <summary>Bulk jobs, newest first.</summary>
    public const string BulkJobsTable = "BulkJobs";

    /// <summary>Bulk jobs that are under way.</summary>
    public const string PendingBulkJobsTable = "PendingBulkJobs";

    /// <summary>Documents, newest first, for the list.</summary>
    public const string DocumentIndexTable = "DocumentIndex";

    /// <summary>Keys that sign and hash.</summary>
    public const string SigningKeysTable = "SigningKeys";

    /// <summary>Bearer tokens, without their secrets.</summary>
    public const string TokensTable = "Tokens";

    /// <summary>Organizations.</summary>
    public const string OrganizationsTable = "Organizations";

    /// <summary>Who belongs to an organization.</summary>
    public const string MembershipsTable = "Memberships";

    /// <summary>Patients and their logins.</summary>
    public const string PatientsTable = "Patients";

    /// <summary>Which patients are assigned to which clinicians.</summary>
    public const string AssignmentsTable = "Assignments";

    /// <summary>What was done by whom, newest first.</summary>
    public const string AuditTable = "Audit";

    /// <summary>How the chains of the audit end.</summary>
    public const string AuditChainsTable = "AuditChains";

    /// <summary>Receipts of runs, as they were issued.</summary>
    public const string ReceiptsTable = "Receipts";

    /// <summary>Certificates of deletions, newest first.</summary>
    public const string DeletionsTable = "Deletions";

    /// <summary>Deletions that are under way.</summary>
    public const string PendingDeletionsTable = "PendingDeletions";

    /// <summary>Who wants to be told what happens to runs.</summary>
    public const string WebhooksTable = "Webhooks";

    /// <summary>What webhooks are told, and when the next attempt is due.</summary>
    public const string WebhookDeliveriesTable = "WebhookDeliveries";

    /// <summary>What reviews say of the rules that find values.</summary>
    public const string CalibrationTable = "Calibration";

    /// <summary>What edits suggest for the schema contract, and what was decided.</summary>
    public const string GovernanceTable = "Governance";

    /// <summary>Originals and everything that runs produce.</summary>
    public const string ArtifactsContainer = "artifacts";

    /// <summary>Every table name without prefix.</summary>
    public static IReadOnlyList<string> Tables { get; } =
    [
        RunsTable, RunIndexTable, ActiveHoursTable, RecoveryTable, RunPlacesTable, IdempotencyKeysTable, IdempotencyHoursTable, BulkJobsTable, DocumentIndexTable, SigningKeysTable,
        TokensTable, OrganizationsTable, MembershipsTable, PatientsTable, AssignmentsTable, AuditTable, AuditChainsTable, ReceiptsTable, DeletionsTable,
        PendingDeletionsTable, PendingBulkJobsTable, WebhooksTable, WebhookDeliveriesTable, CalibrationTable, GovernanceTable,
    ];

    /// <summary>Every container name without prefix.</summary>
    public static IReadOnlyList<string> Containers { get; } = [ArtifactsContainer];

    /// <summary>The real name of a table: letters and digits.</summary>
    public string Table(string name) => prefix + name;

    /// <summary>The real name of a container: lowercase.</summary>
    public string Container(string name) => prefix.Length == 0 ? name : $"{prefix.ToLowerInvariant()}-{name}";
}
