using RunFunctions.Core.Documents.Application.Debugging;
using RunFunctions.Core.Documents.Domain.Debugging;

namespace RunFunctions.Api.Documents.Debugging;

/// <summary>What became of a snapshot that was sent.</summary>
public sealed record StoredSnapshotView(string DocumentId, string RunId, int StoredRuns, int ChangedFields)
{
    public static StoredSnapshotView Of(KeptSnapshot kept) => new(kept.Snapshot.DocumentId, kept.Snapshot.RunId, kept.StoredRuns, kept.ChangedFields);
}

/// <param name="DocumentId">The document.</param>
/// <param name="Runs">Newest first.</param>
public sealed record SnapshotListView(string DocumentId, IReadOnlyList<ExtractionSnapshot> Runs)
{
    public static SnapshotListView Of(DocumentSnapshots snapshots) => new(snapshots.Document.ToString(), snapshots.Runs);
}

/// <summary>How well the visits of a document are tied to its text.</summary>
public sealed record VisitScopingView(string DocumentId, string RunId, VisitScopingSummaryView Summary, IReadOnlyList<VisitScopeView> Visits)
{
    public static VisitScopingView Of(VisitScoping scoping)
    {
        var visits = scoping.Visits;
        return new VisitScopingView(
            scoping.DocumentId.ToString(),
            scoping.RunId.Value,
            new VisitScopingSummaryView(
                visits.Count,
                visits.Count(visit => visit.IsAssigned),
                visits.Count(visit => visit.IsAnchored),
                visits.Where(visit => !visit.IsAssigned).Sum(visit => visit.Group.Fields.Count),
                scoping.RawTextAvailable),
            [.. visits.Select((visit, index) => new VisitScopeView(
                index + 1, visit.Group.VisitId, visit.Group.VisitDate, visit.Group.Fields.Count, visit.IsAnchored, visit.Window.Length))]);
    }
}

/// <param name="TotalVisits">Groups, the one without a visit included.</param>
/// <param name="AssignedVisits">Groups that are a visit.</param>
/// <param name="AnchoredVisits">Visits whose date was read in the text.</param>
/// <param name="UnassignedFieldCount">Fields of no visit.</param>
/// <param name="RawTextAvailable">Whether the text is there.</param>
public sealed record VisitScopingSummaryView(int TotalVisits, int AssignedVisits, int AnchoredVisits, int UnassignedFieldCount, bool RawTextAvailable);

/// <param name="VisitIndex">1-based.</param>
/// <param name="VisitId">Id of the group.</param>
/// <param name="VisitDate">ISO.</param>
/// <param name="FieldCount">Fields of the group.</param>
/// <param name="AnchoredInRawText">Whether its date was read in the text.</param>
/// <param name="RawContextChars">UTF-16 code units of its window.</param>
public sealed record VisitScopeView(int VisitIndex, string VisitId, string? VisitDate, int FieldCount, bool AnchoredInRawText, int RawContextChars);
