using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Core.Engine.Domain;

/// <summary>How a run is repeated.</summary>
/// <param name="FromStep">The first step to execute; null for the first that did not succeed, or the first of all when every one did.</param>
/// <param name="ConfigPatch">What the new run does otherwise than the old one.</param>
public sealed record RunRepetition(string? FromStep, RunConfig ConfigPatch)
{
    /// <summary>
    /// A new run of the same subject, at the end of its queue, that goes on where <paramref name="parent"/> did not: steps before
    /// the first one to execute count as succeeded, and what they left is referred to where it lies. The old run is superseded.
    /// </summary>
    /// <param name="origin">Who asks for it.</param>
    /// <param name="id">Id of the new run.</param>
    /// <param name="parent">The run to repeat.</param>
    /// <param name="subject">The subject of both.</param>
    /// <param name="plan">Steps of both; has <see cref="FromStep"/>.</param>
    /// <param name="listedAt">When the new run was announced to the list.</param>
    /// <param name="now">UTC.</param>
    public RunOutcome Decide(
        RequestOrigin origin, RunId id, Run parent, RunSubject subject, IReadOnlyList<StepDefinition> plan, DateTimeOffset listedAt, DateTimeOffset now)
    {
        if (!parent.State.IsTerminal())
        {
            return RunRefusal.NotTerminal;
        }

        if (parent.SupersededBy is not null)
        {
            return RunRefusal.Superseded;
        }

        List<StepDefinition> reused = [.. Reused(parent, plan)];
        if (reused.Any(step => !parent.SucceededSteps.Contains(step.Name)))
        {
            return RunRefusal.StepNotSucceeded;
        }

        var queued = RunLifecycle.Queue(origin, id, parent.Subject, subject, listedAt, now);
        return queued.Decision is { } decision ? Supersede(decision, parent, reused, RunActor.Of(origin.User)) : queued;
    }

    private IEnumerable<StepDefinition> Reused(Run parent, IReadOnlyList<StepDefinition> plan)
    {
        var from = FromStep ?? plan.FirstOrDefault(step => !parent.SucceededSteps.Contains(step.Name))?.Name ?? plan[0].Name;
        return plan.TakeWhile(step => step.Name != from);
    }

    private RunDecision Supersede(RunDecision decision, Run parent, List<StepDefinition> reused, RunActor actor)
    {
        List<string> steps = [.. reused.Select(step => step.Name)];
        var outputs = reused.SelectMany(step => step.Outputs).Where(parent.Outputs.ContainsKey).ToDictionary(type => type, type => parent.Outputs[type]);
        List<Artifact> artifacts = [.. outputs.Select((output, i) => new Artifact(i, output.Key, decision.Run.CreatedAt, Blob: output.Value))];
        var run = decision.Run with
        {
            ParentRunId = parent.Id,
            Config = parent.Config.Merge(ConfigPatch),
            ReusedSteps = steps,
            SucceededSteps = steps,
            Outputs = outputs,
            ArtifactCount = artifacts.Count,
        };
        var at = RunLifecycle.Later(decision.Run.CreatedAt, parent.UpdatedAt);
        var superseded = RunDecision.Change(
            parent with { SupersededBy = run.Id, UpdatedAt = at }, null, [], [RunLifecycle.Event(parent, RunEventTypes.RunSuperseded, at, actor)]);
        return decision with { Run = run, Artifacts = artifacts, Events = [.. decision.Events, .. superseded.Events], Superseded = superseded.Run };
    }
}
