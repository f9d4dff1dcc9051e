using System.Collections.Concurrent;
using Moq;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.Infrastructure.Runtime;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary>Bulk jobs whose process died come back by themselves.</summary>
public sealed class ResumeBulkJobsTests : IAsyncLifetime, IBulkScheduler
{
    private readonly ConcurrentQueue<BulkJobId> _scheduled = new();
    private readonly ConcurrentDictionary<BulkJobId, bool> _alive = new();
    private EngineWorld _world = null!;
    private BulkJobTable _jobs = null!;
    private ResumeBulkJobs _resume = null!;

    public async Task InitializeAsync()
    {
        _world = await EngineWorld.CreateAsync();
        _jobs = new BulkJobTable(_world.Clients(), new RandomIdSource(), Mock.Of<IRunPlans>());
        _resume = new ResumeBulkJobs(_jobs, _world.Settings, _world.Clock);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_job_whose_process_died_before_it_was_scheduled_is_scheduled_once()
    {
        var job = NewJob();
        Assert.True(await _jobs.TryAddAsync(job, CancellationToken.None));

        // Its process may still be about to schedule it.
        Assert.Equal(0, await ResumeAsync());
        _world.Clock.Advance(seconds: 10);
        Assert.Equal(1, await ResumeAsync());
        Assert.Equal(0, await ResumeAsync());
        Assert.Equal([job.Id], _scheduled);
    }

    [Fact]
    public async Task A_job_whose_orchestration_was_lost_is_scheduled_again()
    {
        var job = NewJob();
        await _jobs.TryAddAsync(job, CancellationToken.None);
        await ChangeAsync(job, before => before.Note(BulkCounts.None, isLast: false, _world.Clock.GetUtcNow()));
        _world.Clock.Advance(seconds: 10);
        Assert.Equal(1, await ResumeAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_that_has_ended_is_forgotten(bool cancelled)
    {
        var job = NewJob();
        await _jobs.TryAddAsync(job, CancellationToken.None);
        var now = _world.Clock.GetUtcNow();
        await ChangeAsync(job, before => cancelled ? before.Cancel(job.CreatedBy, now) : before.Note(BulkCounts.None, isLast: true, now));
        _world.Clock.Advance(seconds: 10);
        Assert.Equal(0, await ResumeAsync());
        Assert.Empty(await _jobs.ListUnderWayAsync(CancellationToken.None));
        Assert.Empty(_scheduled);
    }

    [Fact]
    public async Task A_job_that_was_announced_and_never_made_is_forgotten_when_no_repeat_can_make_it()
    {
        var clients = _world.Clients();
        var job = NewJob();
        await _jobs.TryAddAsync(job, CancellationToken.None);
        await clients.Table(StorageNames.BulkJobsTable).DeleteEntityAsync(job.Organization.Value, job.Id.Value);
        _world.Clock.Advance(_world.Settings.IdempotencyRetention.TotalSeconds);
        Assert.Equal(0, await ResumeAsync());
        Assert.Single(await _jobs.ListUnderWayAsync(CancellationToken.None));

        _world.Clock.Advance((_world.Settings.IdempotencyRetention + _world.Settings.IntentGrace).TotalSeconds);
        Assert.Equal(0, await ResumeAsync());
        Assert.Empty(await _jobs.ListUnderWayAsync(CancellationToken.None));
        Assert.Empty(_scheduled);
    }

    Task IBulkScheduler.ScheduleAsync(OrganizationId organization, BulkJobId id, CancellationToken cancellationToken)
    {
        _alive[id] = true;
        _scheduled.Enqueue(id);
        return Task.CompletedTask;
    }

    Task<bool> IBulkScheduler.IsScheduledAsync(BulkJobId id, CancellationToken cancellationToken) => Task.FromResult(_alive.ContainsKey(id));

    private Task<int> ResumeAsync() => _resume.HandleAsync(this, CancellationToken.None);

    private async Task ChangeAsync(BulkJob job, Func<BulkJob, BulkJob> change)
    {
        var stored = await _jobs.FindAsync(job.Organization, job.Id, CancellationToken.None);
        Assert.True(await _jobs.TryChangeAsync(change(stored!.Value), stored.Version, CancellationToken.None));
    }

    private BulkJob NewJob() => new()
    {
        Organization = EngineWorld.Organization,
        Id = BulkJobId.New(_world.Clock.GetUtcNow(), Guid.NewGuid()),
        Action = BulkAction.Tag,
        Filter = RunFilter.All,
        Tag = "seen",
        CreatedAt = _world.Clock.GetUtcNow(),
        CreatedBy = UserId.Parse("user"),
        CorrelationId = "request",
    };
}
