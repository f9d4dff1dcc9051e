using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Engine.Ports.Webhooks;
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
internal sealed class Journey(Scenario scenario, Fault fault, int atCall, Aftermath aftermath) : IAsyncDisposable
{
    private const int MostRecoveries = 6;
    private const double PastEveryLease = 16;

    private readonly string _prefix = TestAzurite.NewPrefix();
    private readonly CourseScheduler _scheduler = new();
    private readonly List<DocumentProcess> _processes = [];
    private readonly List<RunId> _acknowledged = [];
    private readonly HashSet<RunId> _toBeCancelled = [];
    private readonly FaultPolicy _faults = new(fault, atCall);
    private IReadOnlyList<Course> _late = [];
    private Task? _stalled;

    public TestClock Clock { get; } = new();

    public IRunScheduler Scheduler => _scheduler;

    /// <summary>The run that the use case is about.</summary>
    public RunId Target { get; set; }

    /// <summary>The runs that the use case may remove.</summary>
    public List<RunId> Old { get; } = [];

    /// <summary>What a reviewer looks at: a document, and a value that its run has found.</summary>
    public (DocumentId Document, string FieldId) Review { get; set; }

    /// <summary>The webhook that the use case is about.</summary>
    public Webhook? Webhook { get; set; }

    /// <summary>The bulk job that the use case is about.</summary>
    public BulkCourse Bulk { get; } = new();

    /// <summary>What callers were answered, one after the other.</summary>
    public List<string> Answers { get; } = [];

    /// <summary>What arrived at receivers.</summary>
    public ConcurrentBag<DeliveryId> Sent { get; } = [];

    /// <summary>Whether whoever asked got no answer, or an error.</summary>
    public bool IsUnanswered { get; private set; }

    /// <summary>How many runs somebody was told of.</summary>
    public int Accepted => _acknowledged.Count;

    public int Calls => _faults.Calls;

    /// <summary>What the use case asked of storage.</summary>
    public IReadOnlyCollection<Uri> Asked => _faults.Asked;

    public string? Place => _faults.Place;

    private bool Dies => fault is Fault.DieBefore or Fault.DieAfter or Fault.Stall;

    // A process that only lost a reply lives on, with what it remembers.
    private DocumentProcess Alive => _processes[^1];

    public async Task PrepareAsync()
    {
        var process = NewProcess(FaultPolicy.None);
        await TestStorage.CreateAsync(_prefix, scenario.Tables);
        await (scenario.PrepareAsync?.Invoke(this, process) ?? Task.CompletedTask);
    }

    /// <summary>The use case, with the fault.</summary>
    public async Task ActAsync()
    {
        try
        {
            var act = scenario.ActAsync(this, NewProcess(_faults));
            if (await Task.WhenAny(act, _faults.Stalled) != act)
            {
                _stalled = act;
                IsUnanswered = true;
                return;
            }

            await act;
        }
        catch (Exception) when (fault is not (Fault.None or Fault.LoseReply))
        {
            // The caller gets no answer, or an error. Without a fault, and with one that the client repairs itself, there is none.
            IsUnanswered = true;
        }
        finally
        {
            // A use case may go on without the list of documents; a process that died while it wrote that answers nobody.
            IsUnanswered |= _faults.IsDead;
            _faults.Disarm();
        }
    }

    /// <summary>A document is sent in and its run scheduled.</summary>
    public async Task<(string Document, RunId Run)> UploadAsync(DocumentProcess process)
    {
        var (document, run) = await process.UploadAsync();
        await AcceptAsync(run);
        return (document, run);
    }

    /// <summary>Another run of a document is asked for and scheduled.</summary>
    public async Task<RunId> ReprocessAsync(DocumentProcess process, string document)
    {
        var run = await process.ReprocessAsync(document);
        await AcceptAsync(run);
        return run;
    }

    /// <summary>Somebody was told that there is a run; it is scheduled.</summary>
    public Task AcceptAsync(RunId run)
    {
        _acknowledged.Add(run);
        return _scheduler.ScheduleAsync(TestCallers.Organization, Document.RunKind, run, CancellationToken.None);
    }

    /// <summary>A run is gone because somebody asked for that.</summary>
    public void Forget(RunId run) => _acknowledged.Remove(run);

    /// <summary>A run may end as CANCELLED.</summary>
    public void AskToCancel(RunId run) => _toBeCancelled.Add(run);

    /// <summary>Every orchestration goes on in a process as far as it can.</summary>
    public async Task GoOnAsync(DocumentProcess process)
    {
        foreach (var course in _scheduler.Unfinished)
        {
            await course.GoOnAsync(process, _scheduler);
        }
    }

    /// <summary>Every transition that is kept, by run and type. That a step changed hands is none.</summary>
    public async Task<IReadOnlyList<(RunId? Run, string EventType)>> TransitionsAsync() =>
        [.. (await StorageSnapshot.ReadAsync(_prefix)).Runs.SelectMany(run => run.Events
            .Select(row => ((RunId?)RunId.Parse(run.Id), EventType: row.Text("Type")))
            .Where(happened => happened.EventType is not (RunEventTypes.WorkerDied or RunEventTypes.StepTakenOver)))];

    /// <summary>Leaves behind what a process leaves that dies in a step: an open step, a waiting run, and an intent without a run.</summary>
    public async Task OrphanAsync(DocumentProcess process)
    {
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
                new RequestOrigin(organization, TestCallers.User, "unborn"), RunId.New(unborn, process.Get<IIdSource>().NewId()), unborn, Clock.GetUtcNow()),
            CancellationToken.None);
        Clock.Advance(PastEveryLease);
    }

    public async Task RecoverAsync(DocumentProcess process) => await process.Get<RecoverRuns>().HandleAsync(_scheduler, CancellationToken.None);

    /// <summary>Everything that must happen by itself after the fault.</summary>
    public async Task SettleAsync()
    {
        if (Dies)
        {
            NewProcess(FaultPolicy.None);
        }

        if (IsUnanswered && scenario.IsRepeated)
        {
            await scenario.ActAsync(this, Alive);
        }

        if (aftermath == Aftermath.GoesOn)
        {
            await GoOnTwiceAsync();
        }
        else
        {
            _late = _scheduler.LoseAll();
        }

        for (var round = 0; round < MostRecoveries && !await IsQuietAsync(); round++)
        {
            Clock.Advance(PastEveryLease);
            await RecoverAsync(Alive);
            await GoOnTwiceAsync();
        }

        await (scenario.FollowAsync?.Invoke(this, Alive) ?? Task.CompletedTask);
    }

    /// <summary>What was thought lost does come back, orchestrations or a process: there is nothing left for it to do.</summary>
    /// <returns>Whether there was anything.</returns>
    public async Task<bool> ComeLateAsync()
    {
        foreach (var course in _late)
        {
            await course.GoOnAsync(Alive, _scheduler);
        }

        _faults.Wake();
        await (_stalled ?? Task.CompletedTask);
        return _late.Count > 0 || _stalled is not null;
    }

    public async Task<IReadOnlyList<string>> ViolationsAsync()
    {
        // First, because looking may be a use case that writes.
        var others = scenario.ViolationsAsync is { } violations ? await violations(this, Alive) : [];
        var state = await StorageSnapshot.ReadAsync(_prefix);
        var runs = state.Runs.ToDictionary(run => run.Id);
        return
        [
            .. others,
            .. Truth.Violations(state, await StorageSnapshot.ReadBlobsAsync(_prefix)),
            .. scenario.Tables.Contains(StorageNames.CalibrationTable) ? ReviewTruth.OfCounts(await StorageSnapshot.ReadTableAsync(_prefix, StorageNames.CalibrationTable)) : [],
            .. _acknowledged.Where(run => !runs.ContainsKey(run.Value)).Select(run => $"run {run} was acknowledged and is not there"),
            .. state.Runs.Where(run => run.State != "Completed" && !MayHaveFailed(run, state.Runs) && !MayBeCancelled(run)).Select(run => $"run {run.Id} is {run.State} {run.FailureType}"),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        await TestStorage.DeleteAsync(_prefix, scenario.Tables);
    }

    private bool MayBeCancelled(StoredRun run) => run.State == "Cancelled" && _toBeCancelled.Contains(RunId.Parse(run.Id));

    // Only the run that was RUNNING at the fault may have failed, and only when recovery was to decide.
    private bool MayHaveFailed(StoredRun run, IEnumerable<StoredRun> runs) =>
        aftermath == Aftermath.IsRecovered && run.FailureType == RunLifecycle.ProcessTerminated && runs.Count(other => other.State == "Failed") == 1;

    // Twice, for a run that was asked before the one that it waits for.
    private async Task GoOnTwiceAsync()
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
        var process = new DocumentProcess(
            _prefix,
            Clock,
            faults,
            aftermath == Aftermath.IsResumed ? RecoveryPolicy.Resume : RecoveryPolicy.Fail,
            scenario.Settings,
            services =>
            {
                services.AddSingleton<IDeliverySender>(new Receivers(Sent));
                scenario.Configure?.Invoke(services);
            });
        _processes.Add(process);
        return process;
    }

    private sealed class Receivers(ConcurrentBag<DeliveryId> sent) : IDeliverySender
    {
        public Task<DeliveryAnswer> SendAsync(DeliveryMessage message, CancellationToken cancellationToken)
        {
            sent.Add(message.Id);
            return Task.FromResult(new DeliveryAnswer(204, null));
        }
    }
}
