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

    /// <summary>Somebody asked the run to stop: end it.</summary>
    Cancelled,
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
/// conditional writes, both fenced by the epoch. The work is told to stop as soon as the run is no longer its own or somebody
/// asked the run to stop; then nothing is appended.
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

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, keeper.Watch(open));
        if (open.Deaths?.Count >= settings.MaxWorkerDeaths)
        {
            return new StepResult(StepVerdict.FailedFinal, RunLifecycle.Quarantined);
        }

        StepWork done;
        try
        {
            done = await WorkAsync(command.Step, open, work, stop.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return await AlreadyDoneAsync(command, cancellationToken);
        }

        var ended = await writer.ChangeAsync(
            command.Organization,
            command.Run,
            run => done switch
            {
                StepWork.Produced produced => StepLifecycle.Succeed(run, command.Step.Name, produced, step, clock.GetUtcNow()),
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

        if (renewed.CancelRequest is not null)
        {
            return new StepResult(StepVerdict.Cancelled);
        }

        return done is StepWork.Failed ? Failure(renewed.LastFailure!) : new StepResult(StepVerdict.Succeeded);
    }

    // The activity runs at least once: after a crash between its last write and its result it finds its own work done. Whatever
    // else keeps it from going on, the run itself says what is to follow.
    private async Task<StepResult> AlreadyDoneAsync(StepCommand command, CancellationToken cancellationToken)
    {
        var run = (await store.FindAsync(command.Organization, command.Run, cancellationToken))?.Value;
        return run switch
        {
            not { State: RunState.Running } => new StepResult(StepVerdict.Stop),
            _ when run.Lease!.Epoch != command.Epoch => new StepResult(StepVerdict.Stop),
            { CancelRequest: not null } => new StepResult(StepVerdict.Cancelled),
            { OpenStep: not null } => new StepResult(StepVerdict.Stop),
            _ when run.SucceededSteps.Contains(command.Step.Name) => new StepResult(StepVerdict.Succeeded),
            { LastFailure: { } failure } when failure.StepName == command.Step.Name && failure.Attempt == command.Attempt => Failure(failure),
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
