using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Engine.Ports;

/// <summary>A capability's half of its runs: which steps there are and what must follow a change of state.</summary>
public interface IRunPlan
{
    RunKind Kind { get; }

    /// <summary>Steps in order.</summary>
    IReadOnlyList<StepDefinition> Steps { get; }

    /// <summary>
    /// Storage operations with which <see cref="ProjectAsync"/> makes an ending known when everything goes well, by class. They
    /// follow the last write of a run, so no run can count them.
    /// </summary>
    IReadOnlyDictionary<string, int> CallsAfterEnding { get; }

    /// <summary>SHA-256 in lowercase hex of what the runs of a subject work on; null when there is nothing that can be hashed.</summary>
    Task<string?> FindInputHashAsync(Run run, CancellationToken cancellationToken);

    /// <summary>Whether people work with what a terminal run made, or have judged it: such a run is not deleted.</summary>
    /// <param name="run">The run.</param>
    /// <param name="subject">Its subject.</param>
    /// <param name="runs">Every run of the subject.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<bool> IsUnderReviewAsync(Run run, RunSubject subject, IReadOnlyList<Run> runs, CancellationToken cancellationToken);

    /// <summary>What the capability keeps beside a terminal run's artifacts, to go with it.</summary>
    Task<IReadOnlyList<RunAttachment>> ListAttachmentsAsync(Run run, CancellationToken cancellationToken);

    /// <summary>Makes visible in the capability's lists that a run is gone. Repeatable, like <see cref="ProjectAsync"/>.</summary>
    Task ProjectRemovalAsync(OrganizationId organization, RunSubject subject, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a run's state visible in the capability's lists. Called after every ending, at least once, so it must be
    /// repeatable; it decides from <paramref name="subject"/> alone.
    /// </summary>
    Task ProjectAsync(Run run, RunSubject subject, CancellationToken cancellationToken);
}

/// <summary>The plans of all capabilities, by kind.</summary>
public interface IRunPlans
{
    /// <summary>Every kind of run.</summary>
    IReadOnlyCollection<RunKind> Kinds { get; }

    /// <exception cref="KeyNotFoundException">No capability has this kind of run.</exception>
    IRunPlan For(RunKind kind);
}
