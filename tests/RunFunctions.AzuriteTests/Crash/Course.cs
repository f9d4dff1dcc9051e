using Azure;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>
/// A run's orchestration without an engine: the same activities in the same order as <c>RunOrchestration</c>, at least
/// once each; what an activity has answered is remembered across processes and not asked for again.
/// </summary>
internal sealed class Course(RunId run)
{
    private const int ActivityAttempts = 5;

    private readonly List<object> _answers = [];
    private int _next;

    public RunId Run { get; } = run;

    /// <summary>Nothing is left to do.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Goes on in a process until the end, a wait for the slot, or the death of the process.</summary>
    public async Task GoOnAsync(DocumentProcess process, IRunScheduler scheduler)
    {
        _next = 0;
        var organization = TestCallers.Organization;
        var started = await AnswerAsync(() => process.Get<StartRun>().HandleAsync(organization, Run, CancellationToken.None));
        if (started.Verdict == StartVerdict.Wait)
        {
            _answers.Clear();
            return;
        }

        var result = started.Verdict == StartVerdict.Stop
            ? new StepResult(StepVerdict.Stop)
            : await StepsAsync(process, started);
        if (result.Verdict != StepVerdict.Stop)
        {
            var (command, failureType) = result.Verdict switch
            {
                StepVerdict.Succeeded => (RunCommand.Complete, null),
                StepVerdict.Cancelled => (RunCommand.Cancel, null),
                _ => (RunCommand.Fail, result.FailureType),
            };
            var ended = await AnswerAsync(() => process.Get<EndRun>().HandleAsync(
                new EndCommand(organization, Run, command, failureType, started.Epoch), CancellationToken.None));
            if (ended.NextToStart is { } next)
            {
                await scheduler.SignalSlotFreeAsync(next, CancellationToken.None);
            }
        }

        IsOver = true;
    }

    private async Task<StepResult> StepsAsync(DocumentProcess process, StartResult started)
    {
        var result = new StepResult(StepVerdict.Succeeded);
        foreach (var step in DocumentSteps.All.Where(step => !started.SucceededSteps!.Contains(step.Name)))
        {
            var attempt = started.Attempts!.GetValueOrDefault(step.Name);
            do
            {
                attempt++;
                var command = new StepCommand(TestCallers.Organization, Run, started.Epoch, step, attempt);
                result = await AnswerAsync(() => process.Get<ExecuteStep>().HandleAsync(
                    command,
                    step == DocumentSteps.Extraction ? process.Get<ExtractText>().HandleAsync : process.Get<InterpretText>().HandleAsync,
                    CancellationToken.None));
            }
            while (result.Verdict == StepVerdict.FailedRetryable && attempt < process.Settings.StepAttempts);

            if (result.Verdict != StepVerdict.Succeeded)
            {
                return result;
            }
        }

        return result;
    }

    private async Task<T> AnswerAsync<T>(Func<Task<T>> activity) where T : notnull
    {
        if (_next == _answers.Count)
        {
            _answers.Add(await PersistentlyAsync(activity));
        }

        return (T)_answers[_next++];
    }

    private static async Task<T> PersistentlyAsync<T>(Func<Task<T>> activity)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await activity();
            }
            catch (RequestFailedException) when (attempt < ActivityAttempts)
            {
                // As the orchestration's retry policy: the same activity again, in the same process.
            }
        }
    }
}

/// <summary>Courses by run; scheduling one twice is one course.</summary>
internal sealed class CourseScheduler : IRunScheduler
{
    private readonly Dictionary<RunId, Course> _courses = [];

    public IReadOnlyList<Course> Unfinished => [.. _courses.Values.Where(course => !course.IsOver)];

    /// <summary>The orchestrations are gone, though one of them may still come late.</summary>
    public IReadOnlyList<Course> LoseAll()
    {
        var late = Unfinished;
        _courses.Clear();
        return late;
    }

    public Task ScheduleAsync(Core.Access.Domain.OrganizationId organization, RunKind kind, RunId id, CancellationToken cancellationToken)
    {
        if (!_courses.TryGetValue(id, out var course) || course.IsOver)
        {
            _courses[id] = new Course(id);
        }

        return Task.CompletedTask;
    }

    public Task SignalSlotFreeAsync(RunId id, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task TerminateAsync(RunId id, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task PurgeAsync(RunId id, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<bool> IsScheduledAsync(RunId id, CancellationToken cancellationToken) =>
        Task.FromResult(_courses.TryGetValue(id, out var course) && !course.IsOver);

    public async Task<OrchestrationState> FindStateAsync(RunId id, CancellationToken cancellationToken) =>
        await IsScheduledAsync(id, cancellationToken) ? OrchestrationState.Active : OrchestrationState.Missing;
}
