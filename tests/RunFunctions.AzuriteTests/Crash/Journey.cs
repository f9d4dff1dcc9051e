using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>What comes after a fault.</summary>
public enum Aftermath
{
    /// <summary>The orchestrations come back first.</summary>
    GoesOn,

    /// <summary>The orchestrations are gone, and recovery does it; then they come late.</summary>
    IsRecovered,

    /// <summary>As <see cref="IsRecovered"/>, with policy <c>resume</c>.</summary>
    IsResumed,
}

/// <summary>One document through a fault and its aftermath, on storage and a clock of its own.</summary>
internal sealed class Journey(Fault fault, int atCall, Aftermath aftermath) : IAsyncDisposable
{
    private const int MostRecoveries = 6;
    private const double PastEveryLease = 16;

    private readonly string _prefix = TestAzurite.NewPrefix();
    private readonly TestClock _clock = new();
    private readonly CourseScheduler _scheduler = new();
    private readonly List<DocumentProcess> _processes = [];
    private readonly List<RunId> _acknowledged = [];
    private readonly FaultPolicy _faults = new(fault, atCall);
    private IReadOnlyList<Course> _late = [];

    public int Calls => _faults.Calls;

    public string? Place => _faults.Place;

    private bool Dies => fault is Fault.DieBefore or Fault.DieAfter;

    // A process that only lost a reply lives on, with what it remembers.
    private DocumentProcess Alive => _processes[^1];

    public async Task PrepareAsync() => await NewProcess(FaultPolicy.None).Get<StorageSetup>().EnsureAsync(CancellationToken.None);

    /// <summary>Upload, reprocess, and both runs to their ends, with the fault.</summary>
    public Task UploadAndRunAsync() => WithFaultAsync(async process =>
    {
        var (document, first) = await process.UploadAsync();
        _acknowledged.Add(first);
        await _scheduler.ScheduleAsync(TestCallers.Organization, Document.RunKind, first, CancellationToken.None);
        var second = await process.ReprocessAsync(document);
        _acknowledged.Add(second);
        await _scheduler.ScheduleAsync(TestCallers.Organization, Document.RunKind, second, CancellationToken.None);
        foreach (var course in _scheduler.Unfinished)
        {
            await course.GoOnAsync(process, _scheduler);
        }
    });

    /// <summary>Leaves behind what a process leaves that dies in a step: an open step, a waiting run, and an intent without a run.</summary>
    public async Task OrphanAsync()
    {
        var process = NewProcess(FaultPolicy.None);
        var organization = TestCallers.Organization;
        var (document, first) = await process.UploadAsync();
        _acknowledged.AddRange([first, await process.ReprocessAsync(document)]);
        await process.Get<StartRun>().HandleAsync(organization, first, CancellationToken.None);
        using var killed = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => process.Get<ExecuteStep>().HandleAsync(
            new StepCommand(organization, first, Epoch: 1, DocumentSteps.Extraction, Attempt: 1),
            async (_, token) =>
            {
                await killed.CancelAsync();
                token.ThrowIfCancellationRequested();
                return new StepWork.Produced([]);
            },
            killed.Token));
        var unborn = new SubjectKey(Document.RunKind, process.Get<IIdSource>().NewId().ToString());
        await process.Get<IRunIndex>().AnnounceAsync(
            new RunAnnouncement(
                new RequestOrigin(organization, TestCallers.User, "unborn"), RunId.New(unborn, process.Get<IIdSource>().NewId()), unborn, _clock.GetUtcNow()),
            CancellationToken.None);
        _clock.Advance(PastEveryLease);
    }

    /// <summary>A round of recovery, with the fault.</summary>
    public Task RecoverAsync() => WithFaultAsync(RecoverAsync);

    /// <summary>Everything that must happen by itself after the fault.</summary>
    public async Task SettleAsync()
    {
        if (Dies)
        {
            NewProcess(FaultPolicy.None);
        }

        if (aftermath == Aftermath.GoesOn)
        {
            await GoOnAsync();
        }
        else
        {
            _late = _scheduler.LoseAll();
        }

        for (var round = 0; round < MostRecoveries && !await IsQuietAsync(); round++)
        {
            _clock.Advance(PastEveryLease);
            await RecoverAsync(Alive);
            await GoOnAsync();
        }
    }

    /// <summary>The orchestrations that were thought lost do come back: there is nothing left for them to do.</summary>
    public async Task ComeLateAsync()
    {
        foreach (var course in _late)
        {
            await course.GoOnAsync(Alive, _scheduler);
        }
    }

    public async Task<IReadOnlyList<string>> ViolationsAsync()
    {
        var state = await StorageSnapshot.ReadAsync(_prefix);
        var runs = state.Runs.ToDictionary(run => run.Id);
        return
        [
            .. Truth.Violations(state, await StorageSnapshot.ReadBlobsAsync(_prefix)),
            .. _acknowledged.Where(run => !runs.ContainsKey(run.Value)).Select(run => $"run {run} was acknowledged and is not there"),
            .. state.Runs.Where(run => run.State != "Completed" && !MayHaveFailed(run, state.Runs)).Select(run => $"run {run.Id} is {run.State} {run.FailureType}"),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }
    }

    // Only the run that was RUNNING at the fault may have failed, and only when recovery was to decide.
    private bool MayHaveFailed(StoredRun run, IEnumerable<StoredRun> runs) =>
        aftermath == Aftermath.IsRecovered && run.FailureType == RunLifecycle.ProcessTerminated && runs.Count(other => other.State == "Failed") == 1;

    private async Task WithFaultAsync(Func<DocumentProcess, Task> action)
    {
        try
        {
            await action(NewProcess(_faults));
        }
        catch (Exception) when (fault is not (Fault.None or Fault.LoseReply))
        {
            // The caller gets no answer, or an error. Without a fault, and with one that the client repairs itself, there is none.
        }
    }

    private async Task RecoverAsync(DocumentProcess process) => await process.Get<RecoverRuns>().HandleAsync(_scheduler, CancellationToken.None);

    // Twice, for a run that was asked before the one that it waits for.
    private async Task GoOnAsync()
    {
        foreach (var course in (IReadOnlyList<Course>)[.. _scheduler.Unfinished, .. _scheduler.Unfinished])
        {
            await course.GoOnAsync(Alive, _scheduler);
        }
    }

    private async Task<bool> IsQuietAsync()
    {
        var state = await StorageSnapshot.ReadAsync(_prefix);
        return state.ActiveRuns.Count == 0 && state.Runs.All(run => run.IsTerminal);
    }

    private DocumentProcess NewProcess(FaultPolicy faults)
    {
        var process = new DocumentProcess(_prefix, _clock, faults, aftermath == Aftermath.IsResumed ? RecoveryPolicy.Resume : RecoveryPolicy.Fail);
        _processes.Add(process);
        return process;
    }
}
