using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Core.Engine.Domain;

/// <summary>
/// Every change of a run's state, decided without I/O: from a run, its subject, a command and the time to the next run,
/// subject, artifacts and events, or to a refusal. Steps are in <see cref="StepLifecycle"/>.
/// </summary>
public static class RunLifecycle
{
    /// <summary>Failure type of a run whose worker died, or whose orchestration was gone for another reason.</summary>
    public const string ProcessTerminated = "PROCESS_TERMINATED";

    /// <summary>Failure type of a run in one of whose steps too many workers died.</summary>
    public const string Quarantined = "QUARANTINED";

    /// <summary>Failure type of a run whose orchestration somebody terminated.</summary>
    public const string OrchestrationTerminated = "ORCHESTRATION_TERMINATED";

    private const string TimedOut = "TIMED_OUT";

    private static readonly TimeSpan SmallestStep = TimeSpan.FromMicroseconds(1);

    /// <summary>A new run at the end of its subject's queue.</summary>
    /// <param name="subject">The subject as stored, or null when this is its first run.</param>
    /// <param name="listedAt">When the run was announced to the list.</param>
    public static RunOutcome Queue(
        RequestOrigin origin, RunId id, SubjectKey key, RunSubject? subject, DateTimeOffset listedAt, DateTimeOffset now)
    {
        subject ??= new RunSubject { Key = key, CreatedAt = now };
        if (subject.Queue.Count >= RunSubject.QueueCapacity)
        {
            return RunRefusal.QueueFull;
        }

        // Creation order is the queue's order, whatever the clocks of two hosts say, and no two runs tie.
        var createdAt = Later(now, subject.Latest?.CreatedAt + SmallestStep);
        var run = new Run
        {
            Organization = origin.Organization,
            Id = id,
            Subject = key,
            State = RunState.Queued,
            CreatedAt = createdAt,
            ListedAt = listedAt,
            UpdatedAt = createdAt,
            CorrelationId = origin.RequestId,
            CreatedBy = origin.User,
            Config = RunConfig.Default with { Language = subject.RunLanguage },
        };
        var next = subject with
        {
            Revision = subject.Revision + 1,
            Queue = [.. subject.Queue, id],
            Latest = RunGlance.Of(run),
        };
        return RunDecision.Change(run, next, [], [Event(run, RunEventTypes.RunCreated, createdAt, RunActor.Of(origin.User))]);
    }

    /// <summary>QUEUED → RUNNING: takes the subject's slot, oldest run first.</summary>
    public static RunOutcome Start(Run run, RunSubject subject, string owner, TimeSpan lease, DateTimeOffset now)
    {
        if (RunTransitions.Next(run.State, RunCommand.Start) is not { } state)
        {
            return RunRefusal.IllegalTransition;
        }

        if (subject.RunningRunId is not null)
        {
            return RunRefusal.SlotHeld;
        }

        if (subject.NextToStart != run.Id)
        {
            return RunRefusal.OlderRunQueued;
        }

        var at = Later(now, run.UpdatedAt);
        var started = run with
        {
            State = state,
            StartedAt = at,
            UpdatedAt = at,
            Lease = new RunLease(owner, Epoch: 1, at + lease),
        };
        var held = Glance(
            subject with { Revision = subject.Revision + 1, RunningRunId = run.Id, Queue = [.. subject.Queue.Skip(1)] }, started);
        return RunDecision.Change(started, held, [], [Event(started, RunEventTypes.RunStarted, at, RunActor.Worker(owner)) with { Since = run.CreatedAt }]);
    }

    /// <summary>
    /// Ends a run: RUNNING → COMPLETED, FAILED, TIMED_OUT or CANCELLED, QUEUED → CANCELLED. Closes an open step and gives
    /// the slot back. A run that somebody asked to stop ends as CANCELLED, whatever else it was about to become.
    /// </summary>
    /// <param name="command">Complete, Fail, TimeOut or Cancel.</param>
    /// <param name="failureType">Required for Fail, null otherwise.</param>
    /// <param name="epoch">The writer's epoch; null only for cancelling from outside.</param>
    /// <param name="plan">Steps of the run, for the error code of a step that is closed.</param>
    /// <param name="actor">Who or what ends it.</param>
    public static RunOutcome End(
        Run run,
        RunSubject subject,
        RunCommand command,
        string? failureType,
        int? epoch,
        IReadOnlyList<StepDefinition> plan,
        RunActor actor,
        DateTimeOffset now)
    {
        if (run.CancelRequest is not null)
        {
            (command, failureType) = (RunCommand.Cancel, null);
        }

        if (RunTransitions.Next(run.State, command) is not { } state || !state.IsTerminal())
        {
            return RunRefusal.IllegalTransition;
        }

        if (epoch is not null && epoch != run.Lease?.Epoch)
        {
            return RunRefusal.EpochChanged;
        }

        if (command == RunCommand.Complete && (run.OpenStep is not null || plan.Any(step => !run.SucceededSteps.Contains(step.Name))))
        {
            return RunRefusal.StepOutOfOrder;
        }

        var at = Later(now, run.UpdatedAt);
        List<Artifact> artifacts = [];
        List<RunEvent> events = [];
        var failure = Failure(run, command, failureType);
        if (run.OpenStep is not null)
        {
            (run, var artifact, var closed) = StepLifecycle.Close(run, plan, EndReason(command, failureType), at);
            artifacts.Add(artifact);
            events.Add(closed);
        }

        var ended = run with { State = state, CompletedAt = at, UpdatedAt = at, FailureType = failureType, Failure = failure, Lease = null };
        var released = Glance(
            subject with
            {
                Revision = subject.Revision + 1,
                RunningRunId = subject.RunningRunId == run.Id ? null : subject.RunningRunId,
                Queue = [.. subject.Queue.Where(waiting => waiting != run.Id)],
                LatestCompletedRunId = state == RunState.Completed ? run.Id : subject.LatestCompletedRunId,
            },
            ended);
        events.Add(Event(ended, EndEvent(command, failureType), at, actor) with { ErrorCode = failureType, Since = run.StartedAt });
        return RunDecision.Change(ended, released, artifacts, events);
    }

    /// <summary>
    /// Stops a run: a QUEUED one at once, a RUNNING one at its next check. Asking again is refused with
    /// <see cref="RunRefusal.CancelRequested"/> and changes nothing.
    /// </summary>
    public static RunOutcome Cancel(Run run, RunSubject subject, UserId by, IReadOnlyList<StepDefinition> plan, DateTimeOffset now)
    {
        if (run.CancelRequest is not null)
        {
            return RunRefusal.CancelRequested;
        }

        var at = Later(now, run.UpdatedAt);
        var requested = run with { CancelRequest = new CancelRequest(by, at) };
        return run.State == RunState.Running
            ? RunDecision.Change(requested with { UpdatedAt = at }, null, [], [Event(run, RunEventTypes.RunCancelRequested, at, RunActor.Of(by))])
            : End(requested, subject, RunCommand.Cancel, failureType: null, epoch: null, plan, RunActor.Of(by), now);
    }

    /// <summary>
    /// Takes an orphaned run over under a new epoch; an open step is closed as failed, counts as a death of its worker and may be
    /// tried again.
    /// </summary>
    public static RunOutcome Resume(Run run, string owner, TimeSpan lease, IReadOnlyList<StepDefinition> plan, DateTimeOffset now)
    {
        if (RunTransitions.Next(run.State, RunCommand.Resume) is null)
        {
            return RunRefusal.IllegalTransition;
        }

        var at = Later(now, run.UpdatedAt);
        List<Artifact> artifacts = [];
        List<RunEvent> events = [];
        if (run.OpenStep is not null)
        {
            (run, var artifact, var closed) = StepLifecycle.Close(run with { Deaths = WorkerDeaths.After(run) }, plan, ProcessTerminated, at);
            artifacts.Add(artifact);
            events.Add(closed);
        }

        var resumed = run with { UpdatedAt = at, Lease = new RunLease(owner, run.Lease!.Epoch + 1, at + lease) };
        events.Add(Event(resumed, RunEventTypes.RunResumed, at, RunActor.Recovery(owner)));
        return RunDecision.Change(resumed, null, artifacts, events);
    }

    /// <summary>A heartbeat: the same epoch, a later expiry. Nothing happened to the run, so the time of its last change stays.</summary>
    public static RunOutcome Renew(Run run, string owner, int epoch, TimeSpan lease, DateTimeOffset now)
    {
        if (run.State != RunState.Running)
        {
            return RunRefusal.IllegalTransition;
        }

        if (run.Lease!.Epoch != epoch)
        {
            return RunRefusal.EpochChanged;
        }

        return RunDecision.Change(run with { Lease = run.Lease with { Owner = owner, ExpiresAt = Later(now, run.UpdatedAt) + lease } }, null, [], []);
    }

    /// <summary>Changes what people attached to a run, in any state.</summary>
    public static RunOutcome Annotate(Run run, RunAnnotations annotations, RunActor actor, DateTimeOffset now)
    {
        if (run.Annotations.IsSame(annotations))
        {
            return RunRefusal.NothingToChange;
        }

        var at = Later(now, run.UpdatedAt);
        var annotated = run with { Annotations = annotations, UpdatedAt = at };
        return RunDecision.Change(annotated, null, [], [Event(annotated, RunEventTypes.RunAnnotated, at, actor)]);
    }

    /// <summary>The owner's process stops in order and gives the lease back; the run stays RUNNING.</summary>
    public static RunOutcome Release(Run run, string owner, DateTimeOffset now)
    {
        if (run.State != RunState.Running)
        {
            return RunRefusal.IllegalTransition;
        }

        if (run.Lease!.Owner != owner)
        {
            return RunRefusal.EpochChanged;
        }

        var at = Later(now, run.UpdatedAt);
        return RunDecision.Change(run with { UpdatedAt = at, Lease = run.Lease with { Owner = "", ExpiresAt = at } }, null, [], []);
    }

    /// <summary>An event; without an actor it is one of a step.</summary>
    internal static RunEvent Event(Run run, string type, DateTimeOffset at, RunActor? actor = null) =>
        new(type, run.Organization, run.Subject, run.Id, run.CorrelationId, at, Actor: actor);

    internal static DateTimeOffset Later(DateTimeOffset now, DateTimeOffset? last) => last > now ? last.Value : now;

    private static RunSubject Glance(RunSubject subject, Run run) =>
        subject.Latest?.Id == run.Id
            ? subject with { Latest = RunGlance.Of(run) }
            : subject;

    private static RunFailure? Failure(Run run, RunCommand command, string? failureType) => command switch
    {
        RunCommand.TimeOut => new RunFailure(run.OpenStep?.Name, TimedOut, Reason: null),
        RunCommand.Fail when run.LastFailure is { } last && last.FailureType == failureType => new RunFailure(last.StepName, last.ErrorCode, last.Reason),
        RunCommand.Fail => new RunFailure(run.OpenStep?.Name ?? run.Deaths?.StepName, failureType!, Reason: null),
        _ => null,
    };

    private static string EndEvent(RunCommand command, string? failureType) => command switch
    {
        RunCommand.Complete => RunEventTypes.RunCompleted,
        RunCommand.TimeOut => RunEventTypes.RunTimedOut,
        RunCommand.Cancel => RunEventTypes.RunCancelled,
        _ when failureType is ProcessTerminated or OrchestrationTerminated => RunEventTypes.RunRecoveredAsFailed,
        _ when failureType == Quarantined => RunEventTypes.RunQuarantined,
        _ => RunEventTypes.RunFailed,
    };

    private static string EndReason(RunCommand command, string? failureType) => command switch
    {
        RunCommand.TimeOut => TimedOut,
        RunCommand.Cancel => "CANCELLED",
        _ => failureType ?? ProcessTerminated,
    };
}
