using Microsoft.DurableTask;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Api.Engine;

/// <summary>
/// The course of every run: wait for the slot, execute the steps with their attempts against the wall clock, end, tell the
/// next one. Deterministic; every decision about the run itself is made by an activity in one conditional write.
/// </summary>
public static class RunOrchestration
{
    /// <summary>Event that tells a waiting run that its subject's slot may be free, or that it has a place.</summary>
    public const string SlotFreeEvent = "slot-free";

    // Only a safety net: the run that ends, or recovery, raises the event.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    // Storage may be away for a moment; the ending of a run must not be lost to that.
    private static readonly TaskOptions Persistent = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 5, firstRetryInterval: TimeSpan.FromMilliseconds(500), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromSeconds(5)));

    public static async Task ExecuteAsync(TaskOrchestrationContext context, IReadOnlyList<PlannedStep> plan)
    {
        var input = context.GetInput<RunInput>() ?? throw new InvalidOperationException("A run's orchestration needs its input.");
        var started = await StartAsync(context, input);
        if (started.Verdict != StartVerdict.Started)
        {
            return;
        }

        using var stopClock = new CancellationTokenSource();
        var outOfTime = context.CreateTimer(started.Deadline!.Value.UtcDateTime, stopClock.Token);
        var steps = ExecuteStepsAsync(context, input, started, plan);
        EndInput end;
        if (await Task.WhenAny(steps, outOfTime) == outOfTime)
        {
            end = Ending(input, started, RunCommand.TimeOut, failureType: null);
        }
        else
        {
            // Not CancelAsync: an orchestrator awaits nothing but its context's own tasks.
#pragma warning disable MA0042, CA1849
            stopClock.Cancel();
#pragma warning restore MA0042, CA1849
            var result = await steps;
            if (result.Verdict == StepVerdict.Stop)
            {
                return;
            }

            end = result.Verdict switch
            {
                StepVerdict.Succeeded => Ending(input, started, RunCommand.Complete, failureType: null),
                StepVerdict.Cancelled => Ending(input, started, RunCommand.Cancel, failureType: null),
                _ => Ending(input, started, RunCommand.Fail, result.FailureType),
            };
        }

        var ended = await context.CallActivityAsync<EndOutput>(nameof(EndRun), end, Persistent);
        if (ended.NextRunId is not null)
        {
            context.SendEvent(ended.NextRunId, SlotFreeEvent, payload: true);
        }

        foreach (var granted in ended.GrantedRunIds ?? [])
        {
            context.SendEvent(granted, SlotFreeEvent, payload: true);
        }
    }

    private static async Task<StartResult> StartAsync(TaskOrchestrationContext context, RunInput input)
    {
        while (true)
        {
            var started = await context.CallActivityAsync<StartResult>(nameof(StartRun), input, Persistent);
            if (started.Verdict != StartVerdict.Wait)
            {
                return started;
            }

            try
            {
                await context.WaitForExternalEvent<bool>(SlotFreeEvent, LongestWait);
            }
            catch (TaskCanceledException)
            {
                // Nobody told; ask again.
            }
        }
    }

    private static async Task<StepResult> ExecuteStepsAsync(
        TaskOrchestrationContext context, RunInput input, StartResult started, IReadOnlyList<PlannedStep> plan)
    {
        foreach (var step in plan.Where(step => started.SucceededSteps?.Contains(step.StepName) != true))
        {
            var result = await ExecuteStepAsync(context, input, started, step);
            if (result.Verdict != StepVerdict.Succeeded)
            {
                return result;
            }
        }

        return new StepResult(StepVerdict.Succeeded);
    }

    private static async Task<StepResult> ExecuteStepAsync(
        TaskOrchestrationContext context, RunInput input, StartResult started, PlannedStep step)
    {
        // A resumed run has attempts behind it, and gets at least one more.
        var attempt = (started.Attempts?.GetValueOrDefault(step.StepName) ?? 0) + 1;
        while (true)
        {
            StepResult result;
            try
            {
                result = await context.CallActivityAsync<StepResult>(
                    step.Activity, new StepInput(input.Organization, input.RunId, started.Epoch, attempt), Persistent);
            }
            catch (TaskFailedException)
            {
                // The attempt could not even be recorded: the run is ended for it, which closes the step.
                return new StepResult(StepVerdict.FailedFinal, RunLifecycle.ProcessTerminated);
            }

            if (result.Verdict != StepVerdict.FailedRetryable || attempt >= started.StepAttempts)
            {
                return result;
            }

            attempt++;
        }
    }

    private static EndInput Ending(RunInput input, StartResult started, RunCommand command, string? failureType) =>
        new(input.Organization, input.RunId, started.Epoch, command, failureType);
}
