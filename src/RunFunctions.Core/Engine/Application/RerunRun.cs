using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application;

/// <summary>What is asked of a rerun, unchecked.</summary>
public sealed record RerunRequest
{
    /// <summary>Name of the first step to execute; null for the first that did not succeed.</summary>
    public string? FromStep { get; init; }

    /// <summary>What the new run does otherwise than the old one; null for nothing.</summary>
    public RerunConfig? ConfigPatch { get; init; }
}

/// <param name="StepAttempts">1–5.</param>
/// <param name="TimeoutSeconds">1–600.</param>
public sealed record RerunConfig(int? StepAttempts = null, int? TimeoutSeconds = null);

/// <summary>
/// Repeats a terminal run with a new one, once: what the steps before the first one to execute left is referred to, not made
/// again. Old and new run change in one transaction; scheduling is the caller's next step.
/// </summary>
public sealed class RerunRun(
    IRunStore store,
    IRunIndex index,
    AdmitRun admitRun,
    IArtifactStore artifacts,
    IRunPlans plans,
    RunWriter writer,
    IRunEventLog events,
    IIdSource ids,
    TimeProvider clock)
{
    /// <summary>The run has not ended, so there is nothing to repeat yet.</summary>
    public const string NotTerminalReason = "RUN_NOT_TERMINAL";

    /// <summary>The run is repeated by another one already, which can itself be repeated.</summary>
    public const string SupersededReason = "RUN_SUPERSEDED";

    /// <summary>A step before <c>from_step</c> did not succeed.</summary>
    public const string StepNotSucceededReason = "STEP_NOT_SUCCEEDED";

    private const int MaxAttempts = 5;
    private const int MaxTimeoutSeconds = 600;

    public async Task<Result<Run>> HandleAsync(RequestOrigin origin, RunId id, RerunRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(request);
        if (await FindParentAsync(origin, id, cancellationToken) is not { } parent)
        {
            return Refusal.NotFound("The run");
        }

        var plan = plans.For(parent.Value.Subject.Kind).Steps;
        if (Check(request, plan) is { Count: > 0 } errors)
        {
            return Refusal.Invalid(errors);
        }

        var repetition = new RunRepetition(request.FromStep, new RunConfig(request.ConfigPatch?.StepAttempts, request.ConfigPatch?.TimeoutSeconds));
        var announced = new RunAnnouncement(origin, origin.NewRunId(parent.Value.Subject, ids), parent.Value.Subject, clock.GetUtcNow(), parent.Value.Id);
        if (await FindOwnAsync(announced, parent.Value, cancellationToken) is { } made)
        {
            return made;
        }

        // What an earlier attempt of this request made has been found above: this one makes a run, whatever repeats it.
        if (await admitRun.CheckAsync(origin with { Reserved = null }, parent.Value.Subject.Kind, cancellationToken) is { } notNow)
        {
            return notNow;
        }

        var isAnnounced = false;
        while (true)
        {
            var subject = await store.FindSubjectToChangeAsync(origin.Organization, announced.Subject, fresh: true, cancellationToken)
                ?? throw new InvalidOperationException("A run has no subject.");
            var outcome = repetition.Decide(origin, announced.Id, parent.Value, subject.Value, plan, announced.At, clock.GetUtcNow());
            if (outcome.Decision is not { } decision)
            {
                return await RefuseAsync(announced, isAnnounced, ToRefusal(outcome.Refusal!.Value, parent.Value), cancellationToken);
            }

            if (!isAnnounced)
            {
                if (await FindMissingAsync(decision.Run, cancellationToken) is { } missing)
                {
                    return missing;
                }

                await index.AnnounceAsync(announced, cancellationToken);
                isAnnounced = true;
            }

            if (await store.TryRepeatAsync(origin.Organization, decision, parent.Version, subject.Version, cancellationToken))
            {
                writer.Publish(decision);
                return await MakeKnownAsync(decision.Run, decision.Superseded!, cancellationToken);
            }

            parent = await FindParentAsync(origin, parent.Value.Id, cancellationToken) ?? throw new InvalidOperationException("A run disappeared while it was repeated.");
            if (await FindOwnAsync(announced, parent.Value, cancellationToken) is { } own)
            {
                return own;
            }
        }
    }

    // Where the repetition that this request's key made has failed, that is what there is to repeat. One that was deleted repeats nothing.
    private async Task<Versioned<Run>?> FindParentAsync(RequestOrigin origin, RunId id, CancellationToken cancellationToken)
    {
        var parent = await store.FindAsync(origin.Organization, id, cancellationToken);
        if (parent?.Value.SupersededBy is not { } repetition)
        {
            return parent;
        }

        var repeated = await store.FindAsync(origin.Organization, repetition, cancellationToken);
        return repeated is null ? parent with { Value = parent.Value with { SupersededBy = null } }
            : repetition == origin.Reserved?.Failed ? repeated
            : parent;
    }

    // Nobody else has this id: an earlier attempt of this request wrote it.
    private async Task<Run?> FindOwnAsync(RunAnnouncement announced, Run parent, CancellationToken cancellationToken)
    {
        if (parent.SupersededBy != announced.Id || await store.FindAsync(parent.Organization, announced.Id, cancellationToken) is not { } own)
        {
            return null;
        }

        announced.Origin.Reserved?.Found();
        return await MakeKnownAsync(own.Value, parent, cancellationToken);
    }

    private static List<InputError> Check(RerunRequest request, IReadOnlyList<StepDefinition> plan)
    {
        List<InputError> errors = [];
        if (request.FromStep is { } from && plan.All(step => step.Name != from))
        {
            errors.Add(new InputError("from_step", "enum", $"Expected one of: {string.Join(", ", plan.Select(step => step.Name))}."));
        }

        CheckRange("config_patch.step_attempts", request.ConfigPatch?.StepAttempts, MaxAttempts, errors);
        CheckRange("config_patch.timeout_seconds", request.ConfigPatch?.TimeoutSeconds, MaxTimeoutSeconds, errors);
        return errors;
    }

    private static void CheckRange(string path, int? value, int max, List<InputError> errors)
    {
        if (value < 1 || value > max)
        {
            errors.Add(new InputError(path, "range", $"Expected a whole number from 1 to {max}."));
        }
    }

    private static Refusal ToRefusal(RunRefusal refusal, Run parent) => refusal switch
    {
        RunRefusal.NotTerminal => Refusal.Conflict(NotTerminalReason, "The run has not finished yet."),
        RunRefusal.Superseded => Refusal.Conflict(SupersededReason, $"The run is repeated by run {parent.SupersededBy} already."),
        RunRefusal.StepNotSucceeded => Refusal.Conflict(StepNotSucceededReason, "A step before from_step did not succeed, so there is nothing to go on with."),
        RunRefusal.QueueFull => Refusal.Conflict(QueueRun.QueueFullReason, "Too many runs are waiting for this subject."),
        _ => throw new InvalidOperationException($"A rerun was refused with {refusal}."),
    };

    private async Task<Refusal> RefuseAsync(RunAnnouncement announced, bool isAnnounced, Refusal refusal, CancellationToken cancellationToken)
    {
        if (isAnnounced)
        {
            await index.WithdrawAsync(announced.Origin.Organization, announced.Id, announced.At, cancellationToken);
        }

        return refusal;
    }

    private async Task<Refusal?> FindMissingAsync(Run run, CancellationToken cancellationToken)
    {
        foreach (var output in run.Outputs.Values)
        {
            if (!await artifacts.ExistsAsync(output, cancellationToken))
            {
                return new Refusal(ErrorCode.ArtifactMissing, "What an earlier step left is no longer in storage. Rerun from the first step.");
            }
        }

        return null;
    }

    // The run is kept already: a list that cannot be written now must not turn that into a failure. The run's ending writes both.
    private async Task<Run> MakeKnownAsync(Run run, Run parent, CancellationToken cancellationToken)
    {
        try
        {
            await index.ShowAsync(parent, cancellationToken);
            if (await store.FindSubjectToChangeAsync(run.Organization, run.Subject, fresh: false, cancellationToken) is { } subject)
            {
                await plans.For(run.Subject.Kind).ProjectAsync(run, subject.Value, cancellationToken);
            }
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            events.Publish(RunLifecycle.Event(run, RunEventTypes.RunListingFailed, run.CreatedAt));
        }

        return run;
    }
}
