using System.Text.Json;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Rows of the Runs table to domain values and back; the columns are documented in docs/tables/Runs.md.</summary>
internal static class RunRows
{
    /// <summary>Names the write that made a row, so that a write whose reply was lost recognises itself.</summary>
    public const string WriteId = "WriteId";

    /// <summary>The language of a subject's later runs. Whoever owns the subject writes it; the engine only reads it.</summary>
    public const string RunLanguage = "RunLanguage";

    private const char ListSeparator = ',';

    public static TableEntity FromRun(Run run, string writeId)
    {
        var row = new TableEntity(RunKeys.Partition(run.Organization, run.Id), RunKeys.Run(run.Id))
        {
            [nameof(Run.Subject.Kind)] = run.Subject.Kind.Value,
            ["SubjectId"] = run.Subject.Id,
            ["RunId"] = run.Id.Value,
            [nameof(Run.State)] = run.State.ToString(),
            [nameof(Run.CreatedAt)] = run.CreatedAt,
            [nameof(Run.ListedAt)] = run.ListedAt,
            [nameof(Run.Revision)] = run.Revision,
            [nameof(Run.UpdatedAt)] = run.UpdatedAt,
            [nameof(Run.CorrelationId)] = run.CorrelationId,
            [nameof(Run.CreatedBy)] = run.CreatedBy.Value,
            [nameof(Run.ArtifactCount)] = run.ArtifactCount,
            [nameof(Run.EventCount)] = run.EventCount,
            [nameof(Run.SucceededSteps)] = string.Join(ListSeparator, run.SucceededSteps),
            [nameof(Run.Attempts)] = JsonSerializer.Serialize(run.Attempts, RowJson.Default.IReadOnlyDictionaryStringInt32),
            [nameof(Run.Outputs)] = JsonSerializer.Serialize(run.Outputs, RowJson.Default.IReadOnlyDictionaryStringBlobReference),
            [nameof(Run.Annotations.LegalHold)] = run.Annotations.LegalHold,
            [nameof(Run.StorageCalls)] = JsonSerializer.Serialize(run.StorageCalls, RowJson.Default.IReadOnlyDictionaryStringInt32),
            [WriteId] = writeId,
        };
        Set(row, nameof(RunReading.LanguageUsed), run.Reading.LanguageUsed);
        Set(row, nameof(RunReading.SchemaContractUsed), run.Reading.SchemaContractUsed);
        Set(row, "BuildVersion", run.Build?.Version);
        Set(row, "BuildCommit", run.Build?.Commit);
        Set(row, nameof(Run.ReusedSteps), Joined(run.ReusedSteps));
        Set(row, nameof(Run.Annotations.Tags), Joined(run.Annotations.Tags));
        Set(row, nameof(Run.Annotations.Note), run.Annotations.Note);
        Set(row, nameof(Run.Config), run.Config == RunConfig.Default ? null : JsonSerializer.Serialize(run.Config, RowJson.Default.RunConfig));
        Set(row, nameof(Run.ParentRunId), run.ParentRunId?.Value);
        Set(row, nameof(Run.SupersededBy), run.SupersededBy?.Value);
        SetFailure(row, run.Failure);
        Set(row, "DeathsStep", run.Deaths?.StepName);
        Set(row, "DeathsCount", run.Deaths?.Count);
        Set(row, "CancelRequestedBy", run.CancelRequest?.By.Value);
        Set(row, "CancelRequestedAt", run.CancelRequest?.At);
        Set(row, nameof(Run.StartedAt), run.StartedAt);
        Set(row, nameof(Run.CompletedAt), run.CompletedAt);
        Set(row, nameof(Run.FailureType), run.FailureType);
        Set(row, "LeaseOwner", run.Lease?.Owner);
        Set(row, "LeaseEpoch", run.Lease?.Epoch);
        Set(row, "LeaseExpiresAt", run.Lease?.ExpiresAt);
        Set(row, "LastFailureStep", run.LastFailure?.StepName);
        Set(row, "LastFailureAttempt", run.LastFailure?.Attempt);
        Set(row, "LastFailureType", run.LastFailure?.FailureType);
        Set(row, "LastFailureRetryable", run.LastFailure?.Retryable);
        Set(row, "LastFailureCode", run.LastFailure?.ErrorCode);
        Set(row, "LastFailureReason", run.LastFailure?.Reason);
        Set(row, "OpenStep", run.OpenStep?.Name);
        Set(row, "OpenStepAttempt", run.OpenStep?.Attempt);
        Set(row, "OpenStepStartedAt", run.OpenStep?.StartedAt);
        Set(row, "OpenStepTakenOverAt", run.OpenStep?.TakenOverAt);
        return row;
    }

    public static Run ToRun(TableEntity row) => new()
    {
        Organization = OrganizationId.Parse(row.PartitionKey[..row.PartitionKey.IndexOf('|', StringComparison.Ordinal)]),
        Id = RunId.Parse(Text(row, "RunId")),
        Subject = new SubjectKey(RunKind.Parse(Text(row, "Kind")), Text(row, "SubjectId")),
        State = Enum.Parse<RunState>(Text(row, nameof(Run.State))),
        CreatedAt = Time(row, nameof(Run.CreatedAt))!.Value,
        ListedAt = Time(row, nameof(Run.ListedAt))!.Value,
        Revision = row.GetInt32(nameof(Run.Revision))!.Value,
        UpdatedAt = Time(row, nameof(Run.UpdatedAt))!.Value,
        CorrelationId = Text(row, nameof(Run.CorrelationId)),
        CreatedBy = UserId.Parse(Text(row, nameof(Run.CreatedBy))),
        ArtifactCount = row.GetInt32(nameof(Run.ArtifactCount))!.Value,
        EventCount = row.GetInt32(nameof(Run.EventCount))!.Value,
        ReusedSteps = List(row.GetString(nameof(Run.ReusedSteps))),
        StorageCalls = JsonSerializer.Deserialize(Text(row, nameof(Run.StorageCalls)), RowJson.Default.IReadOnlyDictionaryStringInt32)!,
        Build = row.GetString("BuildVersion") is { } version ? new AppBuild(version, Text(row, "BuildCommit")) : null,
        Annotations = new RunAnnotations
        {
            Tags = List(row.GetString(nameof(Run.Annotations.Tags))),
            Note = row.GetString(nameof(Run.Annotations.Note)),
            LegalHold = row.GetBoolean(nameof(Run.Annotations.LegalHold))!.Value,
        },
        Config = row.GetString(nameof(Run.Config)) is { } config ? JsonSerializer.Deserialize(config, RowJson.Default.RunConfig)! : RunConfig.Default,
        ParentRunId = Id(row.GetString(nameof(Run.ParentRunId))),
        SupersededBy = Id(row.GetString(nameof(Run.SupersededBy))),
        Failure = Failure(row),
        Deaths = row.GetString("DeathsStep") is { } dying ? new WorkerDeaths(dying, row.GetInt32("DeathsCount")!.Value) : null,
        CancelRequest = row.GetString("CancelRequestedBy") is { } by ? new CancelRequest(UserId.Parse(by), Time(row, "CancelRequestedAt")!.Value) : null,
        SucceededSteps = List(row.GetString(nameof(Run.SucceededSteps))),
        Attempts = JsonSerializer.Deserialize(Text(row, nameof(Run.Attempts)), RowJson.Default.IReadOnlyDictionaryStringInt32)!,
        Outputs = JsonSerializer.Deserialize(Text(row, nameof(Run.Outputs)), RowJson.Default.IReadOnlyDictionaryStringBlobReference)!,
        Reading = new RunReading(row.GetString(nameof(RunReading.LanguageUsed)), row.GetString(nameof(RunReading.SchemaContractUsed))),
        StartedAt = Time(row, nameof(Run.StartedAt)),
        CompletedAt = Time(row, nameof(Run.CompletedAt)),
        FailureType = row.GetString(nameof(Run.FailureType)),
        Lease = row.GetString("LeaseOwner") is { } owner
            ? new RunLease(owner, row.GetInt32("LeaseEpoch")!.Value, Time(row, "LeaseExpiresAt")!.Value)
            : null,
        LastFailure = row.GetString("LastFailureStep") is { } failed
            ? new FailedAttempt(
                failed,
                row.GetInt32("LastFailureAttempt")!.Value,
                Text(row, "LastFailureType"),
                row.GetBoolean("LastFailureRetryable")!.Value,
                Text(row, "LastFailureCode"),
                row.GetString("LastFailureReason"))
            : null,
        OpenStep = row.GetString("OpenStep") is { } step
            ? new OpenStep(step, row.GetInt32("OpenStepAttempt")!.Value, Time(row, "OpenStepStartedAt")!.Value, Time(row, "OpenStepTakenOverAt"))
            : null,
    };

    /// <summary>The engine's columns of a subject row. Merged into the row: a room's own columns stay.</summary>
    public static TableEntity FromSubject(OrganizationId organization, RunSubject subject, string writeId)
    {
        var row = new TableEntity(RunKeys.Partition(organization, subject.Key), RunKeys.Subject(subject.Key))
        {
            ["Kind"] = subject.Key.Kind.Value,
            ["SubjectId"] = subject.Key.Id,
            [nameof(RunSubject.CreatedAt)] = subject.CreatedAt,
            [nameof(RunSubject.Revision)] = subject.Revision,

            // A merge cannot remove a column: "nobody" is the empty string.
            [nameof(RunSubject.RunningRunId)] = subject.RunningRunId?.Value ?? "",
            [nameof(RunSubject.LatestCompletedRunId)] = subject.LatestCompletedRunId?.Value ?? "",
            [nameof(RunSubject.Queue)] = string.Join(ListSeparator, subject.Queue),
            ["LatestFailureType"] = subject.Latest?.FailureType ?? "",
            [WriteId] = writeId,
        };
        row["LatestRunId"] = subject.Latest?.Id.Value ?? "";
        row["LatestState"] = subject.Latest?.State.ToString() ?? "";
        row["LatestCreatedAt"] = subject.Latest?.CreatedAt ?? subject.CreatedAt;
        SetLatestReading(row, subject.Latest);
        return row;
    }

    public static RunSubject ToSubject(TableEntity row) => new()
    {
        Key = new SubjectKey(RunKind.Parse(Text(row, "Kind")), Text(row, "SubjectId")),
        CreatedAt = Time(row, nameof(RunSubject.CreatedAt))!.Value,
        Revision = row.GetInt32(nameof(RunSubject.Revision))!.Value,
        RunningRunId = Id(row.GetString(nameof(RunSubject.RunningRunId))),
        LatestCompletedRunId = Id(row.GetString(nameof(RunSubject.LatestCompletedRunId))),
        Queue = [.. List(row.GetString(nameof(RunSubject.Queue))).Select(RunId.Parse)],
        Latest = row.GetString("LatestRunId") is { Length: > 0 } latest
            ? new RunGlance(
                RunId.Parse(latest),
                Enum.Parse<RunState>(Text(row, "LatestState")),
                row.GetString("LatestFailureType") is { Length: > 0 } failure ? failure : null,
                Time(row, "LatestCreatedAt")!.Value)
            {
                Reading = LatestReading(row),
            }
            : null,
        RunLanguage = OrNull(row.GetString(RunLanguage)),
    };

    public static TableEntity FromArtifact(Run run, Artifact artifact)
    {
        var row = new TableEntity(RunKeys.Partition(run.Organization, run.Id), RunKeys.Artifact(run.Id, artifact.Sequence))
        {
            ["RunId"] = run.Id.Value,
            [nameof(Artifact.Sequence)] = artifact.Sequence,
            [nameof(Artifact.Type)] = artifact.Type,
            [nameof(Artifact.CreatedAt)] = artifact.CreatedAt,
        };
        if (artifact.Step is { } step)
        {
            row[nameof(StepRecord.StepName)] = step.StepName;
            row["StepStatus"] = step.Status.ToString();
            row[nameof(StepRecord.Attempt)] = step.Attempt;
            Set(row, nameof(StepRecord.StartedAt), step.StartedAt);
            Set(row, nameof(StepRecord.EndedAt), step.EndedAt);
            Set(row, nameof(StepRecord.ErrorCode), step.ErrorCode);
            Set(row, nameof(StepRecord.Worker), step.Worker);
            Set(row, nameof(StepRecord.Details), step.Details is null ? null : JsonSerializer.Serialize(step.Details, RowJson.Default.IReadOnlyDictionaryStringString));
        }

        if (artifact.Blob is { } blob)
        {
            row[nameof(BlobReference.BlobName)] = blob.BlobName;
            row[nameof(BlobReference.Sha256)] = blob.Sha256;
            row[nameof(BlobReference.Size)] = blob.Size;
            row[nameof(BlobReference.ContentType)] = blob.ContentType;
            Set(row, nameof(Artifact.Producer), artifact.Producer);
        }

        return row;
    }

    public static Artifact ToArtifact(TableEntity row) => new(
        row.GetInt32(nameof(Artifact.Sequence))!.Value,
        Text(row, nameof(Artifact.Type)),
        Time(row, nameof(Artifact.CreatedAt))!.Value,
        row.GetString(nameof(StepRecord.StepName)) is { } step
            ? new StepRecord(
                step,
                Enum.Parse<StepStatus>(Text(row, "StepStatus")),
                row.GetInt32(nameof(StepRecord.Attempt))!.Value,
                Time(row, nameof(StepRecord.StartedAt)),
                Time(row, nameof(StepRecord.EndedAt)),
                row.GetString(nameof(StepRecord.ErrorCode)),
                row.GetString(nameof(StepRecord.Details)) is { } details
                    ? JsonSerializer.Deserialize(details, RowJson.Default.IReadOnlyDictionaryStringString)
                    : null,
                row.GetString(nameof(StepRecord.Worker)))
            : null,
        row.GetString(nameof(BlobReference.BlobName)) is { } blob
            ? new BlobReference(
                blob,
                Text(row, nameof(BlobReference.Sha256)),
                row.GetInt64(nameof(BlobReference.Size))!.Value,
                Text(row, nameof(BlobReference.ContentType)))
            : null,
        row.GetString(nameof(Artifact.Producer)));

    /// <param name="happened">An event that is kept: one with a sequence number.</param>
    public static TableEntity FromEvent(RunEvent happened)
    {
        var row = FromEvent(happened.Organization, happened.RunId, happened.Sequence!.Value, happened.Type, happened.At, happened.Actor!.Value);
        Set(row, nameof(RunEvent.StepName), happened.StepName);
        Set(row, nameof(RunEvent.Attempt), happened.Attempt);
        Set(row, nameof(RunEvent.ErrorCode), happened.ErrorCode);
        return row;
    }

    public static TableEntity FromEvent(OrganizationId organization, RunId run, int sequence, string type, DateTimeOffset at, RunActor actor) =>
        new(RunKeys.Partition(organization, run), RunKeys.Event(run, sequence))
        {
            ["RunId"] = run.Value,
            [nameof(RunEvent.Sequence)] = sequence,
            [nameof(RunEvent.Type)] = type,
            [nameof(RunEvent.At)] = at,
            [nameof(RunEvent.Actor)] = actor.ToString(),
        };

    public static RunEvent ToEvent(Run run, TableEntity row) => new(
        Text(row, nameof(RunEvent.Type)),
        run.Organization,
        run.Subject,
        run.Id,
        run.CorrelationId,
        Time(row, nameof(RunEvent.At))!.Value,
        StepName: row.GetString(nameof(RunEvent.StepName)),
        Attempt: row.GetInt32(nameof(RunEvent.Attempt)),
        ErrorCode: row.GetString(nameof(RunEvent.ErrorCode)),
        Actor: RunActor.Parse(Text(row, nameof(RunEvent.Actor))),
        Sequence: row.GetInt32(nameof(RunEvent.Sequence)));

    /// <summary>A column that every row of its kind has.</summary>
    public static string Text(TableEntity row, string column) =>
        row.GetString(column) ?? throw new InvalidDataException($"A row of table {StorageNames.RunsTable} has no {column}.");

    public static DateTimeOffset? Time(TableEntity row, string column) => row.GetDateTimeOffset(column);

    public static void Set(TableEntity row, string column, object? value)
    {
        if (value is not null)
        {
            row[column] = value;
        }
    }

    /// <summary>The columns of a failure, in a run's row and in its line of the list.</summary>
    public static void SetFailure(TableEntity row, RunFailure? failure)
    {
        Set(row, "FailureStep", failure?.StepName);
        Set(row, "FailureCode", failure?.ErrorCode);
        Set(row, "FailureReason", failure?.Reason);
    }

    /// <summary>Reads what <see cref="SetFailure"/> wrote; null when nothing.</summary>
    public static RunFailure? Failure(TableEntity row) =>
        row.GetString("FailureCode") is { } code ? new RunFailure(row.GetString("FailureStep"), code, row.GetString("FailureReason")) : null;

    /// <summary>How the latest run read its input, in its subject's row and in the list of documents. A merge cannot remove a column: unknown is the empty string.</summary>
    public static void SetLatestReading(TableEntity row, RunGlance? latest)
    {
        row["LatestLanguageUsed"] = latest?.Reading.LanguageUsed ?? "";
        row["LatestSchemaContractUsed"] = latest?.Reading.SchemaContractUsed ?? "";
    }

    /// <summary>Reads what <see cref="SetLatestReading"/> wrote.</summary>
    public static RunReading LatestReading(TableEntity row) =>
        new(OrNull(row.GetString("LatestLanguageUsed")), OrNull(row.GetString("LatestSchemaContractUsed")));

    /// <summary>A text that may be absent; in rows that are merged, absent is the empty string.</summary>
    public static string? OrNull(string? text) => text is { Length: > 0 } ? text : null;

    /// <summary>A run id that may be absent.</summary>
    public static RunId? Id(string? text) => text is { Length: > 0 } ? RunId.Parse(text) : null;

    private static string? Joined(IReadOnlyList<string> list) => list.Count == 0 ? null : string.Join(ListSeparator, list);

    private static string[] List(string? text) =>
        text is { Length: > 0 } ? text.Split(ListSeparator) : [];
}
