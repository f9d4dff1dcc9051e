using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Api.Access;

/// <summary>
/// Function × role × relation → status: the one table that decides who may call what. It drives the check of every request
/// and a generated test of every cell; an HTTP function without a row is refused and fails a test.
/// </summary>
public static class AccessMatrix
{
    private static readonly Role[] Everybody = Enum.GetValues<Role>();

    private static readonly Role[] Admins = [Role.Admin];

    /// <summary>Who acts on many runs at once.</summary>
    private static readonly Role[] Operators = [Role.Admin, Role.Service];

    /// <summary>Who may see patients: admins all of them, clinicians their own.</summary>
    private static readonly Role[] Carers = [Role.Admin, Role.Clinician];

    /// <summary>Who sends documents in and has them processed.</summary>
    private static readonly Role[] Submitters = [Role.Submitter, Role.Reviewer, Role.Clinician, Role.Admin, Role.Service];

    /// <summary>Who corrects what was read in documents, and says that it is right.</summary>
    private static readonly Role[] Reviewers = [Role.Reviewer, Role.Clinician, Role.Admin];

    /// <summary>Who reads what the organization processes.</summary>
    private static readonly Role[] Readers = [.. Submitters, Role.Exporter];

    /// <summary>Every row.</summary>
    public static IReadOnlyList<AccessRow> Rows { get; } =
    [
        Public("HealthLive"),
        Public("HealthReady"),
        Public("Fallback", StatusCodes.Status404NotFound),
        OnNothing("Version", Everybody),

        OnNothing("UploadDocument", Submitters, new(AuditKind.Write, "documents.upload", "document"), StatusCodes.Status201Created),
        OnNothing("ListDocuments", Readers, new(AuditKind.Read, "documents.list")),
        OnNothing("GetCalibration", Reviewers, new(AuditKind.Read, "documents.read-calibration")),
        OnNothing("CompareConfidencePolicy", Reviewers, new(AuditKind.Write, "documents.compare-confidence-policy")),
        OnObject("GetDocument", Readers, new(AuditKind.Read, "documents.read", "document", "documentId")),
        OnObject("GetProcessingHistory", Readers, new(AuditKind.Read, "documents.read-history", "document", "documentId")),
        OnObject("GetReview", Readers, new(AuditKind.Read, "documents.read-review", "document", "documentId")),
        OnObject("MarkReviewed", Reviewers, new(AuditKind.Write, "documents.mark-reviewed", "document", "documentId")),
        OnObject("ReopenDocument", Reviewers, new(AuditKind.Write, "documents.reopen", "document", "documentId")),
        OnObject("OverrideLanguage", Reviewers, new(AuditKind.Write, "documents.override-language", "document", "documentId")),
        OnObject("DownloadDocument", Readers, new(AuditKind.Read, "documents.download", "document", "documentId")),
        OnObject("CreateDownloadLink", Readers, new(AuditKind.Write, "documents.create-download-link", "document", "documentId"), StatusCodes.Status201Created),
        OnObject("ReprocessDocument", Submitters, new(AuditKind.Write, "documents.reprocess", "document", "documentId"), StatusCodes.Status201Created),

        OnNothing("LookUpClinicAddress", Readers, new(AuditKind.Write, "clinics.look-up-address")),

        OnObject("ShowDebugVisits", Admins, new(AuditKind.Read, "documents.debug-visits", "document", "documentId")),
        OnObject("GetVisitScoping", Admins, new(AuditKind.Read, "documents.debug-visit-scoping", "document", "documentId")),
        OnNothing("StoreExtractionSnapshot", Admins, new(AuditKind.Write, "documents.store-debug-snapshot"), StatusCodes.Status201Created),
        OnObject("GetExtractionSnapshots", Admins, new(AuditKind.Read, "documents.list-debug-snapshots", "document", "documentId")),
        OnObject("TriageExtraction", Admins, new(AuditKind.Read, "documents.debug-triage", "document", "documentId")),
        OnObject("SummariseExtraction", Admins, new(AuditKind.Read, "documents.debug-summary", "document", "documentId")),
        OnNothing("ListStructuralChanges", Reviewers, new(AuditKind.Read, "governance.list-candidates")),
        OnObject(
            "DecideStructuralChange", Admins, new(AuditKind.Write, "governance.decide", "structural-change", "candidateId"), StatusCodes.Status201Created),
        OnNothing("GetSchemaContract", Reviewers, new(AuditKind.Read, "governance.read-contract")),
        OnNothing("ListGovernanceDecisions", Reviewers, new(AuditKind.Read, "governance.list-decisions")),

        OnNothing("GetMe", Everybody),
        OnNothing("CreateToken", Admins, new(AuditKind.Write, "tokens.create", "token"), StatusCodes.Status201Created),
        OnNothing("ListTokens", Admins, new(AuditKind.Read, "tokens.list")),
        OnObject("GetToken", Admins, new(AuditKind.Read, "tokens.read", "token", "tokenId")),
        OnObject("RevokeToken", Admins, new(AuditKind.Write, "tokens.revoke", "token", "tokenId"), StatusCodes.Status204NoContent),
        OnNothing("CreateOrganization", Admins, new(AuditKind.Write, "organizations.create", "organization"), StatusCodes.Status201Created),
        OnNothing("ListOrganizations", Admins, new(AuditKind.Read, "organizations.list")),
        OnObject("GetOrganization", Admins, new(AuditKind.Read, "organizations.read", "organization", "organizationId")),
        OnObject("RenameOrganization", Admins, new(AuditKind.Write, "organizations.rename", "organization", "organizationId")),
        OnNothing("AddMember", Admins, new(AuditKind.Write, "memberships.add", "membership"), StatusCodes.Status201Created),
        OnNothing("ListMembers", Admins, new(AuditKind.Read, "memberships.list")),
        OnObject("GetMember", Admins, new(AuditKind.Read, "memberships.read", "membership", "subject")),
        OnObject("ChangeMember", Admins, new(AuditKind.Write, "memberships.change", "membership", "subject")),
        OnObject("RemoveMember", Admins, new(AuditKind.Write, "memberships.remove", "membership", "subject"), StatusCodes.Status204NoContent),
        OnNothing("RegisterPatient", Admins, new(AuditKind.Write, "patients.register", "patient"), StatusCodes.Status201Created),
        OnNothing("ListPatients", Carers, new(AuditKind.Read, "patients.list")),
        OnPatient("GetPatient", Admins, Carers, new(AuditKind.Read, "patients.read", "patient", "patientId")),
        OnObject("ChangePatient", Admins, new(AuditKind.Write, "patients.change", "patient", "patientId")),
        OnObject("RemovePatient", Admins, new(AuditKind.Write, "patients.remove", "patient", "patientId"), StatusCodes.Status204NoContent),
        OnNothing("AssignPatient", Admins, new(AuditKind.Write, "assignments.create", "assignment"), StatusCodes.Status201Created),
        OnNothing("ListAssignments", Admins, new(AuditKind.Read, "assignments.list")),
        OnObject("GetAssignment", Admins, new(AuditKind.Read, "assignments.read", "assignment", "assignmentId")),
        OnObject("RemoveAssignment", Admins, new(AuditKind.Write, "assignments.remove", "assignment", "assignmentId"), StatusCodes.Status204NoContent),
        OnNothing("ListKeys", Admins, new(AuditKind.Read, "keys.list")),
        OnNothing("GetReceiptKey", Everybody, new(AuditKind.Read, "keys.read-receipt-key", "key", "keyId")),
        OnNothing("RotateKey", Admins, new(AuditKind.Write, "keys.rotate", "key", "purpose"), StatusCodes.Status201Created),
        OnNothing("ListAudit", Admins, new(AuditKind.Read, "audit.list")),
        OnNothing("VerifyAudit", Admins, new(AuditKind.Read, "audit.verify")),

        OnNothing("CreateWebhook", Admins, new(AuditKind.Write, "webhooks.create", "webhook"), StatusCodes.Status201Created),
        OnNothing("ListWebhooks", Admins, new(AuditKind.Read, "webhooks.list")),
        OnObject("GetWebhook", Admins, new(AuditKind.Read, "webhooks.read", "webhook", "webhookId")),
        OnObject("ChangeWebhook", Admins, new(AuditKind.Write, "webhooks.change", "webhook", "webhookId")),
        OnObject("RemoveWebhook", Admins, new(AuditKind.Write, "webhooks.remove", "webhook", "webhookId"), StatusCodes.Status204NoContent),
        OnObject("RotateWebhookSecret", Admins, new(AuditKind.Write, "webhooks.rotate-secret", "webhook", "webhookId"), StatusCodes.Status201Created),
        OnObject("TestWebhook", Admins, new(AuditKind.Write, "webhooks.test", "webhook", "webhookId"), StatusCodes.Status202Accepted),
        OnObject("ListDeliveries", Admins, new(AuditKind.Read, "webhooks.list-deliveries", "webhook", "webhookId")),
        OnObject("ReplayDelivery", Admins, new(AuditKind.Write, "webhooks.replay-delivery", "webhook", "webhookId"), StatusCodes.Status202Accepted),
        OnNothing("ListRuns", Readers, new(AuditKind.Read, "runs.list")),
        OnNothing("ListFailures", Readers, new(AuditKind.Read, "runs.list-failures")),
        OnNothing("GetLoad", Readers, new(AuditKind.Read, "runs.read-load")),
        OnNothing("StartBulkJob", Operators, new(AuditKind.Write, "runs.bulk", "bulk-job"), StatusCodes.Status202Accepted),
        OnNothing("ListBulkJobs", Operators, new(AuditKind.Read, "runs.list-bulk")),
        OnObject("CancelBulkJob", Operators, new(AuditKind.Write, "runs.cancel-bulk", "bulk-job", "jobId")),
        OnObject("GetBulkJob", Operators, new(AuditKind.Read, "runs.read-bulk", "bulk-job", "jobId")),
        OnObject("GetRun", Readers, new(AuditKind.Read, "runs.read", "run", "runId")),
        OnObject("DeleteRun", Admins, new(AuditKind.Write, "runs.delete", "run", "runId")),
        OnNothing("ListDeletions", Admins, new(AuditKind.Read, "deletions.list")),
        OnObject("GetDeletion", Admins, new(AuditKind.Read, "deletions.read", "deletion", "deletionId")),
        OnNothing("ApplyRetentionNow", Admins, new(AuditKind.Write, "runs.apply-retention")),
        OnObject("GetRunArtifacts", Readers, new(AuditKind.Read, "runs.read-artifacts", "run", "runId")),
        OnObject("GetRunTimeline", Readers, new(AuditKind.Read, "runs.read-timeline", "run", "runId")),
        OnObject("ExplainRun", Readers, new(AuditKind.Read, "runs.explain", "run", "runId")),
        OnObject("GetRunReceipt", Readers, new(AuditKind.Read, "runs.read-receipt", "run", "runId")),
        OnObject("AnnotateRun", Submitters, new(AuditKind.Write, "runs.annotate", "run", "runId")),
        OnObject("RerunRun", Submitters, new(AuditKind.Write, "runs.rerun", "run", "runId"), StatusCodes.Status201Created),
        OnObject("CancelRun", Submitters, new(AuditKind.Write, "runs.cancel", "run", "runId")),
        OnObject("ListInterpretations", Readers, new(AuditKind.Read, "runs.list-interpretations", "run", "runId")),
        OnObject("GetInterpretation", Readers, new(AuditKind.Read, "runs.read-interpretation", "run", "runId")),
        OnObject("GetInterpretationChanges", Readers, new(AuditKind.Read, "runs.read-interpretation-changes", "run", "runId")),
        OnObject("EditInterpretation", Reviewers, new(AuditKind.Write, "runs.edit-interpretation", "run", "runId"), StatusCodes.Status201Created),
        OnObject("RestoreInterpretation", Reviewers, new(AuditKind.Write, "runs.restore-interpretation", "run", "runId"), StatusCodes.Status201Created),
        OnObject("GetRawText", Readers, new(AuditKind.Read, "runs.read-raw-text", "run", "runId")),
    ];

    private static readonly FrozenDictionary<string, AccessRow> ByFunction = Rows.ToFrozenDictionary(row => row.Function, StringComparer.Ordinal);

    /// <summary>The row of a function; null when it has none.</summary>
    public static AccessRow? Of(string function) => ByFunction.GetValueOrDefault(function);

    private static AccessRow Public(string function, int success = StatusCodes.Status200OK) =>
        new(function, Relations([Relation.OwnOrganization], Everybody), success, Audit: null) { IsPublic = true };

    // The request names no object: it concerns the caller's organization as a whole, or makes something new in it.
    private static AccessRow OnNothing(string function, Role[] roles, AuditRule? audit = null, int success = StatusCodes.Status200OK) =>
        new(function, Relations([Relation.OwnOrganization], roles), success, audit);

    // Everything of the organization is open to these roles.
    private static AccessRow OnObject(string function, Role[] roles, AuditRule audit, int success = StatusCodes.Status200OK) =>
        new(function, Relations([Relation.OwnOrganization, Relation.OtherOrganization, Relation.Unknown], roles), success, audit);

    // Open to some roles for every patient of the organization, to others for those assigned to them.
    private static AccessRow OnPatient(string function, Role[] everywhere, Role[] assigned, AuditRule audit)
    {
        var row = OnObject(function, everywhere, audit);
        return row with { Allowed = new Dictionary<Relation, IReadOnlySet<Role>>(row.Allowed) { [Relation.Assigned] = assigned.ToFrozenSet() } };
    }

    private static Dictionary<Relation, IReadOnlySet<Role>> Relations(Relation[] relations, Role[] roles) =>
        relations.ToDictionary(relation => relation, relation => (IReadOnlySet<Role>)(relation is Relation.OtherOrganization or Relation.Unknown ? [] : roles.ToFrozenSet()));
}
