using Microsoft.AspNetCore.Http;
using System.Collections.Frozen;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Api.Access;

/// <summary>
/// Function × role × relation → status: the one table that decides who may call what. It drives the check of every request
/// and a generated test of every cell; an HTTP function without a row is refused and fails a test.
/// </summary>
public static class AccessMatrix
{
    private static readonly Role[] Everybody = Enum.GetValues<Role>();

    /// <summary>Who sends documents in and has them processed.</summary>
    private static readonly Role[] Submitters = [Role.Submitter, Role.Reviewer, Role.Clinician, Role.Admin, Role.Service];

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
        OnObject("GetDocument", Readers, new(AuditKind.Read, "documents.read", "document", "documentId")),
        OnObject("GetProcessingHistory", Readers, new(AuditKind.Read, "documents.read-history", "document", "documentId")),
        OnObject("GetReview", Readers, new(AuditKind.Read, "documents.read-review", "document", "documentId")),
        OnObject("DownloadDocument", Readers, new(AuditKind.Read, "documents.download", "document", "documentId")),
        OnObject("ReprocessDocument", Submitters, new(AuditKind.Write, "documents.reprocess", "document", "documentId"), StatusCodes.Status201Created),

        OnObject("GetRun", Readers, new(AuditKind.Read, "runs.read", "run", "runId")),
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

    private static Dictionary<Relation, IReadOnlySet<Role>> Relations(Relation[] relations, Role[] roles) =>
        relations.ToDictionary(relation => relation, relation => (IReadOnlySet<Role>)(relation is Relation.OtherOrganization or Relation.Unknown ? [] : roles.ToFrozenSet()));
}
