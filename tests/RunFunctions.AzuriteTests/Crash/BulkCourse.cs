using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>A bulk job's request, with an id reserved, and its orchestration: what was answered is remembered, what was not is asked again.</summary>
internal sealed class BulkCourse
{
    private Reservation? _reserved;
    private BulkJob? _job;
    private BulkPage? _page;
    private BulkCounts? _counts;

    /// <summary>The runs that the job is to act on.</summary>
    public List<RunId> Runs { get; } = [];

    /// <summary>Goes on in a process until the end or the death of the process.</summary>
    public async Task GoOnAsync(DocumentProcess process, BulkRequest request, IRunScheduler scheduler)
    {
        var organization = TestCallers.Organization;
        _reserved ??= new Reservation(process.Get<IIdSource>().NewId(), process.Get<TimeProvider>().GetUtcNow(), isRepeat: true);
        _job ??= (await process.Get<StartBulkJob>().HandleAsync(TestCallers.Origin("bulk") with { Reserved = _reserved }, request, CancellationToken.None)).Value!.Job!;
        _page ??= await process.Get<ActOnBulkPage>().ListAsync(organization, _job.Id, after: null, CancellationToken.None);
        _counts ??= await process.Get<ActOnBulkPage>().HandleAsync(organization, _job.Id, _page, BulkCounts.None, scheduler, CancellationToken.None);
    }

    /// <summary>What is not so and must be in the end.</summary>
    /// <param name="process">Reads the job.</param>
    /// <param name="journey">Reads the runs.</param>
    /// <param name="eventType">What is recorded of a run when it is acted on.</param>
    public async Task<IReadOnlyList<string>> ViolationsAsync(DocumentProcess process, Journey journey, string eventType)
    {
        var happened = await journey.TransitionsAsync();
        var acted = Runs.ToDictionary(run => run, run => happened.Count(one => one == (run, eventType)));
        var made = happened.Count(one => one.EventType == RunEventTypes.RunCreated);
        var repeated = happened.Count(one => one.EventType == RunEventTypes.RunSuperseded);
        var job = (await process.Get<IBulkJobs>().FindAsync(TestCallers.Organization, _job!.Id, CancellationToken.None))!.Value;
        return
        [
            .. job is { State: BulkState.Completed, Counts: { Skipped.Count: 0, Failed: 0 } counts } && counts.Matched == Runs.Count && counts.Done == Runs.Count
                ? (string[])[]
                : [$"the job is {job.State} with {job.Counts}"],
            .. acted.Where(one => one.Value != 1).Select(one => $"run {one.Key} was acted on {one.Value} times"),
            .. made != journey.Accepted + repeated ? [$"there are {made} runs, of which {repeated} were made by the job"] : (string[])[],
        ];
    }
}
