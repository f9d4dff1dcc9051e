using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Rows of table <c>RunIndex</c>; the columns are documented in docs/tables/RunIndex.md.</summary>
internal static class RunIndexRows
{
    /// <summary>Begins the name of a column that says that a run has a tag; table storage cannot look inside a list.</summary>
    private const string TagPrefix = "Tag_";

    /// <summary>A run that is announced and does not exist yet.</summary>
    public static TableEntity FromAnnouncement(RunAnnouncement announcement, string writeId) => FromRun(
        new Run
        {
            Organization = announcement.Origin.Organization,
            Id = announcement.Id,
            Subject = announcement.Subject,
            State = RunState.Queued,
            CreatedAt = announcement.At,
            ListedAt = announcement.At,
            UpdatedAt = announcement.At,
            CorrelationId = announcement.Origin.RequestId,
            CreatedBy = announcement.Origin.User,
            ParentRunId = announcement.Parent,
        },
        writeId);

    public static TableEntity FromRun(Run run, string writeId)
    {
        var row = new TableEntity(RunIndexKeys.Partition(run.Organization, run.ListedAt), RunIndexKeys.Run(run.Id, run.ListedAt))
        {
            ["RunId"] = run.Id.Value,
            ["Kind"] = run.Subject.Kind.Value,
            ["SubjectId"] = run.Subject.Id,
            [nameof(Run.State)] = run.State.ToString(),
            [nameof(Run.Revision)] = run.Revision,
            [nameof(Run.ListedAt)] = run.ListedAt,
            [nameof(Run.CreatedAt)] = run.CreatedAt,
            [nameof(Run.CreatedBy)] = run.CreatedBy.Value,
            [nameof(RunLine.Retrying)] = run.IsRetrying,
            ["HasFailure"] = run.Failure is not null,
            ["Superseded"] = run.SupersededBy is not null,
            [nameof(Run.Annotations.LegalHold)] = run.Annotations.LegalHold,
            [RunRows.WriteId] = writeId,
        };
        RunRows.Set(row, nameof(Run.StartedAt), run.StartedAt);
        RunRows.Set(row, nameof(Run.CompletedAt), run.CompletedAt);
        RunRows.Set(row, nameof(Run.FailureType), run.FailureType);
        RunRows.SetFailure(row, run.Failure);
        RunRows.Set(row, nameof(RunLine.Fingerprint), run.Failure is { } failure ? FailureFingerprint.Of(run.Subject.Kind, failure) : null);
        RunRows.Set(row, nameof(Run.ParentRunId), run.ParentRunId?.Value);
        RunRows.Set(row, nameof(Run.SupersededBy), run.SupersededBy?.Value);
        foreach (var tag in run.Annotations.Tags)
        {
            row[TagColumn(tag)] = tag;
        }

        return row;
    }

    public static RunLine ToLine(TableEntity row) => new()
    {
        Id = RunId.Parse(RunRows.Text(row, "RunId")),
        Subject = new SubjectKey(RunKind.Parse(RunRows.Text(row, "Kind")), RunRows.Text(row, "SubjectId")),
        State = State(row),
        ListedAt = RunRows.Time(row, nameof(Run.ListedAt))!.Value,
        CreatedAt = RunRows.Time(row, nameof(Run.CreatedAt))!.Value,
        CreatedBy = UserId.Parse(RunRows.Text(row, nameof(Run.CreatedBy))),
        StartedAt = RunRows.Time(row, nameof(Run.StartedAt)),
        CompletedAt = RunRows.Time(row, nameof(Run.CompletedAt)),
        FailureType = row.GetString(nameof(Run.FailureType)),
        Failure = RunRows.Failure(row),
        Retrying = row.GetBoolean(nameof(RunLine.Retrying))!.Value,
        ParentRunId = RunRows.Id(row.GetString(nameof(Run.ParentRunId))),
        SupersededBy = RunRows.Id(row.GetString(nameof(Run.SupersededBy))),
        LegalHold = row.GetBoolean(nameof(Run.Annotations.LegalHold))!.Value,
        Tags = [.. row.Where(column => column.Key.StartsWith(TagPrefix, StringComparison.Ordinal)).Select(column => (string)column.Value).Order(StringComparer.Ordinal)],
    };

    public static RunState State(TableEntity row) => Enum.Parse<RunState>(RunRows.Text(row, nameof(Run.State)));

    public static TableEntity ToActive(OrganizationId organization, RunId id, RunKind kind, DateTimeOffset listedAt) =>
        new(RunIndexKeys.Partition(organization, listedAt), RunIndexKeys.Active(id, listedAt))
        {
            [nameof(ActiveRun.Kind)] = kind.Value,
            [nameof(ActiveRun.ListedAt)] = listedAt,
        };

    public static ActiveRun ToActive(TableEntity row) => new(
        OrganizationId.Parse(row.PartitionKey[..row.PartitionKey.IndexOf('|', StringComparison.Ordinal)]),
        RunId.Parse(row.RowKey.Split('|')[1]),
        RunKind.Parse(RunRows.Text(row, nameof(ActiveRun.Kind))),
        row.GetDateTimeOffset(nameof(ActiveRun.ListedAt))!.Value);

    /// <summary>Name of a tag's column: letters and digits stay, everything else becomes its code between underscores.</summary>
    public static string TagColumn(string tag) =>
        TagPrefix + string.Concat(tag.Select(c => char.IsAsciiLetterOrDigit(c) ? c.ToString() : $"_{(int)c:x2}_"));
}
