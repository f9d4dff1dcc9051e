using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Engine.Application;

/// <summary>How an attempt ended for the orchestration.</summary>
public enum StepVerdict
{
    Succeeded,

    /// <summary>Failed; may be tried again if attempts are left.</summary>
    FailedRetryable,

    /// <summary>Failed for good.</summary>
    FailedFinal,

    /// <summary>The run ended or was taken over; stop without a trace.</summary>
    Stop,
}

/// <param name="Verdict">What to do now.</param>
/// <param name="FailureType">Set when failed.</param>
public sealed record StepResult(StepVerdict Verdict, string? FailureType = null);

/// <param name="Organization">Owner of the run.</param>
/// <param name="Run">The run.</param>
/// <param name="Epoch">Epoch given at start.</param>
/// <param name="Step">The step.</param>
/// <param name="Attempt">1-based.</param>
public sealed record StepCommand(OrganizationId Organization, RunId Run, int Epoch, StepDefinition Step, int Attempt);

/// <summary>
/// One attempt of one step: appends RUNNING, does the work, appends SUCCEEDED with what was produced, or FAILED. Two
/// conditional writes, both fenced by the epoch.
/// </summary>
public sealed class ExecuteStep(
    IRunStore store, IRunIndex index, RunWriter writer, RunLeaseKeeper keeper, WorkerIdentity worker, RunSettings settings, TimeProvider clock)
{
    public async Task<StepResult> HandleAsync(
        StepCommand command, Func<Run, CancellationToken, Task<StepWork>> work, CancellationToken cancellationToken)
    {
        var step = new StepWriter(worker.Name, command.Epoch, settings.Lease);
        var begun = await writer.ChangeAsync(
            command.Organization,
            command.Run,
            run => StepLifecycle.Begin(run, command.Step.Name, command.Attempt, step, clock.GetUtcNow()),
            cancellationToken);
        if (begun?.Decision?.Run is not { } open)
        {
            return await AlreadyDoneAsync(command, cancellationToken);
        }

        keeper.Watch(open);
        var done = await WorkAsync(command.Step, open, work, cancellationToken);
        var ended = await writer.ChangeAsync(
            command.Organization,
            command.Run,
            run => done switch
            {
                StepWork.Produced produced => StepLifecycle.Succeed(run, command.Step.Name, produced.Artifacts, step, clock.GetUtcNow()),
                StepWork.Failed failed => StepLifecycle.Fail(run, command.Step.Name, failed, step, clock.GetUtcNow()),
                _ => throw new InvalidOperationException("Unknown step work."),
            },
            cancellationToken);
        if (ended?.Decision?.Run is not { } renewed)
        {
            // Taken over or ended by somebody else, or our own write, whose reply was lost before a heartbeat followed it.
            return await AlreadyDoneAsync(command, cancellationToken);
        }

        keeper.Watch(renewed);
        if (open.IsRetrying != renewed.IsRetrying)
        {
            await index.ShowAsync(renewed, cancellationToken);
        }

        return done is StepWork.Failed ? Failure(renewed.LastFailure!) : new StepResult(StepVerdict.Succeeded);
    }

    // The activity runs at least once: after a crash between its last write and its result it finds its own work done.
    private async Task<StepResult> AlreadyDoneAsync(StepCommand command, CancellationToken cancellationToken)
    {
        var run = (await store.FindAsync(command.Organization, command.Run, cancellationToken))?.Value;
        var isOurs = run?.State == RunState.Running && run.Lease!.Epoch == command.Epoch && run.OpenStep is null;
        return isOurs switch
        {
            true when run!.SucceededSteps.Contains(command.Step.Name) => new StepResult(StepVerdict.Succeeded),
            true when run!.LastFailure is { } failure && failure.StepName == command.Step.Name && failure.Attempt == command.Attempt => Failure(failure),
            _ => new StepResult(StepVerdict.Stop),
        };
    }

    private static StepResult Failure(FailedAttempt failure) =>
        new(failure.Retryable ? StepVerdict.FailedRetryable : StepVerdict.FailedFinal, failure.FailureType);

    private static async Task<StepWork> WorkAsync(
        StepDefinition step, Run run, Func<Run, CancellationToken, Task<StepWork>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work(run, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Only the type is kept: messages of libraries may quote what they read.
            return new StepWork.Failed(
                step.FailureCode, step.FailureCode, Retryable: true, new Dictionary<string, string> { [StepWork.Failed.ExceptionDetail] = failure.GetType().Name });
        }
    }
}
