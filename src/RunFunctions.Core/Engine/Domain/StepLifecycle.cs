namespace RunFunctions.Core.Engine.Domain;

/// <summary>Every change of a step, decided without I/O. Each appends one STEP_STATUS artifact and renews the lease.</summary>
public static class StepLifecycle
{
    /// <summary>Key of <see cref="StepRecord.Details"/> that says why the engine closed a step.</summary>
    public const string ClosedByDetail = "closed_by";

    /// <summary>
    /// Begins an attempt, unless somebody asked the run to stop. Beginning the attempt that is already open is allowed and only
    /// renews the lease: the activity runs at least once. When another worker does, the one before is dead, and the step changes hands.
    /// </summary>
    public static RunOutcome Begin(Run run, string stepName, int attempt, StepWriter writer, DateTimeOffset now)
    {
        if (Fence(run, writer) is { } refusal)
        {
            return refusal;
        }

        if (run.CancelRequest is not null)
        {
            return RunRefusal.CancelRequested;
        }

        var at = RunLifecycle.Later(now, run.UpdatedAt);
        var renewed = Renewed(run, writer, at);
        if (run.OpenStep is { } open)
        {
            return open.Name != stepName || open.Attempt != attempt ? RunRefusal.StepOutOfOrder
                : run.Lease!.Owner == writer.Owner ? RunDecision.Change(renewed, null, [], [])
                : TakeOver(run, renewed, open, at);
        }

        if (run.SucceededSteps.Contains(stepName) || attempt != run.NextAttempt(stepName))
        {
            return RunRefusal.StepOutOfOrder;
        }

        var begun = renewed with
        {
            OpenStep = new OpenStep(stepName, attempt, at),
            Attempts = new Dictionary<string, int>(run.Attempts) { [stepName] = attempt },
            ArtifactCount = run.ArtifactCount + 1,
        };
        var record = new StepRecord(stepName, StepStatus.Running, attempt, at, Worker: writer.Owner);
        List<RunEvent> events = [StepEvent(begun, RunEventTypes.StepStarted, record, at)];
        if (attempt > 1)
        {
            events.Insert(0, StepEvent(begun, RunEventTypes.StepRetried, record, at));
        }

        return RunDecision.Change(begun, null, [Record(run, record, at)], events);
    }

    /// <summary>Ends the open attempt with success and claims what it produced.</summary>
    public static RunOutcome Succeed(Run run, string stepName, IReadOnlyList<ProducedArtifact> produced, StepWriter writer, DateTimeOffset now) =>
        Succeed(run, stepName, new StepWork.Produced(produced), writer, now);

    /// <summary>Ends the open attempt with success, claims what it produced and remembers how it read the input.</summary>
    public static RunOutcome Succeed(Run run, string stepName, StepWork.Produced work, StepWriter writer, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(work);
        var produced = work.Artifacts;
        if (Fence(run, writer) is { } refusal)
        {
            return refusal;
        }

        if (run.OpenStep is not { } open || open.Name != stepName)
        {
            return RunRefusal.StepOutOfOrder;
        }

        var at = RunLifecycle.Later(now, run.UpdatedAt);
        var record = new StepRecord(stepName, StepStatus.Succeeded, open.Attempt, open.StartedAt, at, Worker: writer.Owner);
        List<Artifact> artifacts = [.. produced.Select((p, i) => new Artifact(run.ArtifactCount + i, p.Type, at, Blob: p.Blob, Producer: p.Producer))];
        artifacts.Add(new Artifact(run.ArtifactCount + produced.Count, ArtifactTypes.StepStatus, at, record));
        var outputs = new Dictionary<string, BlobReference>(run.Outputs);
        foreach (var artifact in produced)
        {
            outputs[artifact.Type] = artifact.Blob;
        }

        var succeeded = Renewed(run, writer, at) with
        {
            OpenStep = null,
            Deaths = null,
            SucceededSteps = [.. run.SucceededSteps, stepName],
            Outputs = outputs,
            Reading = work.Reading ?? run.Reading,
            ArtifactCount = run.ArtifactCount + artifacts.Count,
        };
        return RunDecision.Change(succeeded, null, artifacts, [StepEvent(succeeded, RunEventTypes.StepSucceeded, record, at)]);
    }

    /// <summary>Ends the open attempt with a failure; whether there is another attempt is the orchestration's business.</summary>
    public static RunOutcome Fail(Run run, string stepName, StepWork.Failed failure, StepWriter writer, DateTimeOffset now)
    {
        if (Fence(run, writer) is { } refusal)
        {
            return refusal;
        }

        if (run.OpenStep is not { } open || open.Name != stepName)
        {
            return RunRefusal.StepOutOfOrder;
        }

        var at = RunLifecycle.Later(now, run.UpdatedAt);
        var (failed, artifact, happened) = End(Renewed(run, writer, at), open, failure.ErrorCode, failure.Details, writer.Owner, at);
        var known = failed with { Deaths = null, LastFailure = new FailedAttempt(stepName, open.Attempt, failure.FailureType, failure.Retryable, failure.ErrorCode, failure.Reason) };
        return RunDecision.Change(known, null, [artifact], [happened]);
    }

    /// <summary>Closes the open attempt because the run ends or changes hands.</summary>
    internal static (Run Run, Artifact Artifact, RunEvent Event) Close(Run run, IReadOnlyList<StepDefinition> plan, string reason, DateTimeOffset at)
    {
        var open = run.OpenStep!;
        var errorCode = plan.FirstOrDefault(step => step.Name == open.Name)?.FailureCode ?? reason;
        return End(run with { UpdatedAt = at }, open, errorCode, new Dictionary<string, string> { [ClosedByDetail] = reason }, worker: null, at);
    }

    private static RunDecision TakeOver(Run run, Run renewed, OpenStep open, DateTimeOffset at)
    {
        var taken = renewed with { Deaths = WorkerDeaths.After(run), OpenStep = open with { TakenOverAt = at } };
        List<RunEvent> events = [Changed(RunEventTypes.StepTakenOver, taken.Lease!)];
        if (!run.Lease!.IsReleased)
        {
            events.Insert(0, Changed(RunEventTypes.WorkerDied, run.Lease));
        }

        return RunDecision.Change(taken, null, [], events);

        RunEvent Changed(string type, RunLease lease) =>
            RunLifecycle.Event(taken, type, at, RunActor.Worker(lease.Owner)) with { StepName = open.Name, Attempt = open.Attempt };
    }

    private static (Run Run, Artifact Artifact, RunEvent Event) End(
        Run run, OpenStep open, string errorCode, IReadOnlyDictionary<string, string>? details, string? worker, DateTimeOffset at)
    {
        var record = new StepRecord(open.Name, StepStatus.Failed, open.Attempt, open.StartedAt, at, errorCode, details, worker);
        var ended = run with { OpenStep = null, ArtifactCount = run.ArtifactCount + 1 };
        return (ended, Record(run, record, at), StepEvent(ended, RunEventTypes.StepFailed, record, at));
    }

    private static RunRefusal? Fence(Run run, StepWriter writer) =>
        run.State != RunState.Running ? RunRefusal.IllegalTransition
        : run.Lease!.Epoch != writer.Epoch ? RunRefusal.EpochChanged
        : null;

    private static Run Renewed(Run run, StepWriter writer, DateTimeOffset at) =>
        run with { UpdatedAt = at, Lease = run.Lease! with { Owner = writer.Owner, ExpiresAt = at + writer.Lease } };

    private static Artifact Record(Run run, StepRecord record, DateTimeOffset at) =>
        new(run.ArtifactCount, ArtifactTypes.StepStatus, at, record);

    private static RunEvent StepEvent(Run run, string type, StepRecord record, DateTimeOffset at) =>
        RunLifecycle.Event(run, type, at) with
        {
            StepName = record.StepName,
            Attempt = record.Attempt,
            ErrorCode = record.ErrorCode,
            Since = record.EndedAt is null ? null : record.StartedAt,
        };
}

/// <summary>Who writes a step: the process, the epoch it was given and how long its write protects the run.</summary>
public sealed record StepWriter(string Owner, int Epoch, TimeSpan Lease);
