namespace RunFunctions.Core.Engine.Domain;

/// <summary>Closed reasons for which the engine leaves a run as it is.</summary>
public enum RunRefusal
{
    /// <summary>The transition table has no such pair.</summary>
    IllegalTransition,

    /// <summary>Another run of the subject is RUNNING.</summary>
    SlotHeld,

    /// <summary>Another run of the subject has waited longer.</summary>
    OlderRunQueued,

    /// <summary>The run was taken over; the writer is too late.</summary>
    EpochChanged,

    /// <summary>The step is not the one that is open, or another one still is.</summary>
    StepOutOfOrder,

    /// <summary>The subject has as many waiting runs as it may.</summary>
    QueueFull,

    /// <summary>The run is so already.</summary>
    NothingToChange,

    /// <summary>The run is not what whoever asks believes it to be.</summary>
    NotAsExpected,

    /// <summary>The run has not ended.</summary>
    NotTerminal,

    /// <summary>The run is repeated by another one already.</summary>
    Superseded,

    /// <summary>A step that was to be reused did not succeed.</summary>
    StepNotSucceeded,

    /// <summary>Somebody asked the run to stop.</summary>
    CancelRequested,
}

/// <summary>What is to be written, all or nothing, and what to say afterwards.</summary>
/// <param name="Run">The run as it will be.</param>
/// <param name="Subject">The subject as it will be; null when it does not change.</param>
/// <param name="Artifacts">Artifacts to append.</param>
/// <param name="Events">Events to publish once written.</param>
public sealed record RunDecision(
    Run Run,
    RunSubject? Subject,
    IReadOnlyList<Artifact> Artifacts,
    IReadOnlyList<RunEvent> Events)
{
    /// <summary>Whether this is the change that made the run terminal.</summary>
    public bool EndsRun => Run.State.IsTerminal() && Events.Any(happened => RunEventTypes.EndsRun(happened.Type));

    /// <summary>The run that <see cref="Run"/> repeats, as it will be; null when it repeats none. Its events are among <see cref="Events"/>.</summary>
    public Run? Superseded { get; init; }

    /// <summary>A change of a run: counts its revision, and numbers the events that are kept beside it.</summary>
    internal static RunDecision Change(Run run, RunSubject? subject, IReadOnlyList<Artifact> artifacts, IReadOnlyList<RunEvent> events)
    {
        var count = run.EventCount;
        List<RunEvent> numbered = [.. events.Select(happened => happened.Actor is null ? happened : happened with { Sequence = count++ })];
        return new RunDecision(run with { Revision = run.Revision + 1, EventCount = count }, subject, artifacts, numbered);
    }
}

/// <summary>A decision or a refusal.</summary>
public readonly record struct RunOutcome(RunDecision? Decision, RunRefusal? Refusal)
{
    public static implicit operator RunOutcome(RunDecision decision) => new(decision, null);

    public static implicit operator RunOutcome(RunRefusal refusal) => new(null, refusal);
}
