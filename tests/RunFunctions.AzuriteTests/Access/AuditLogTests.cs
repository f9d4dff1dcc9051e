using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using RunFunctions.Api.Access;
using RunFunctions.AzuriteTests.Crash;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>Entries reach storage once, in order, in chains that verify, whatever storage does meanwhile.</summary>
public sealed class AuditLogTests
{
    [Fact]
    public async Task Many_writers_of_several_processes_share_storage_calls_and_keep_their_order()
    {
        const int writers = 32;
        const int entries = 20;
        var world = await AuditWorld.CreateAsync();
        StorageOutage[] calls = [new(), new()];
        AuditLog[] processes = [world.NewProcess(calls[0]), world.NewProcess(calls[1])];

        await Parallel.ForEachAsync(Enumerable.Range(0, writers), new ParallelOptions { MaxDegreeOfParallelism = writers }, async (writer, _) =>
        {
            for (var i = 0; i < entries; i++)
            {
                await processes[writer % 2].WriteAsync(world.Entry($"{writer}-{i}"));
            }
        });

        var requests = await world.RequestsAsync();
        Assert.Equal(writers * entries, requests.Count);
        for (var writer = 0; writer < writers; writer++)
        {
            Assert.Equal(
                Enumerable.Range(0, entries).Select(i => $"{writer}-{i}"),
                requests.Where(request => request.StartsWith($"{writer}-", StringComparison.Ordinal)));
        }

        Assert.True(calls.Sum(process => process.Calls) < writers * entries / 2, $"{calls.Sum(process => process.Calls)} calls");
        await Task.WhenAll(processes.Select(process => process.FlushAsync()));
        var verified = await world.VerifyAsync();
        Assert.Equal((2, writers * entries, 0), (verified.Chains, verified.Entries, verified.FindingCount));
    }

    [Fact]
    public async Task A_write_is_one_storage_call_and_takes_along_what_waits()
    {
        var world = await AuditWorld.CreateAsync();
        var calls = new StorageOutage();
        var log = world.NewProcess(calls);
        await log.WriteAsync(world.Entry("first"));
        var before = calls.Calls;

        log.WriteSoon(world.Entry("a"));
        log.WriteSoon(world.Entry("b"));
        await log.WriteAsync(world.Entry("c"));

        Assert.Equal(before + 1, calls.Calls);
        Assert.Equal(["first", "a", "b", "c"], await world.RequestsAsync());
        Assert.True(log.IsEmpty);
    }

    [Fact]
    public async Task What_is_stored_soon_is_stored_within_a_second()
    {
        var world = await AuditWorld.CreateAsync();
        var log = world.NewProcess();
        await log.WriteAsync(world.Entry("first"));
        using var flush = new AuditFlush(log, TimeProvider.System, NullLogger<AuditFlush>.Instance);
        await flush.StartAsync(CancellationToken.None);

        List<TimeSpan> delays = [];
        for (var i = 0; i < 5; i++)
        {
            var begun = TimeProvider.System.GetTimestamp();
            log.WriteSoon(world.Entry("soon"));
            await Eventually.TrueAsync(() => log.IsEmpty, "everything stored");
            delays.Add(TimeProvider.System.GetElapsedTime(begun));
        }

        // The middle one: a busy machine may hold a round up.
        Assert.InRange(delays.Order().ElementAt(2), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        await Eventually.GetAsync(async () => (await world.HeadsAsync()).Single().GetInt32("Count"), count => count == 6, "the head up to date");
        await flush.StopAsync(CancellationToken.None);
    }

    [Theory]
    [InlineData(Fault.LoseReply)]
    [InlineData(Fault.FailAfter)]
    public async Task A_reply_that_is_lost_at_any_call_costs_no_entry_and_makes_none_twice(Fault fault)
    {
        for (var call = 1; ; call++)
        {
            var world = await AuditWorld.CreateAsync();
            await world.NewProcess().WriteAsync(world.Entry("other"));
            world.Clock.Advance(seconds: 1);
            var faults = new FaultPolicy(fault, call);
            var log = world.NewProcess(faults);

            await TryAsync(() => log.WriteAsync(world.Entry("a")));
            log.WriteSoon(world.Entry("b"));
            await TryAsync(() => log.WriteAsync(world.Entry("c")));
            await TryAsync(() => log.FlushAsync());
            await TryAsync(() => log.WriteAsync(world.Entry("d")));
            await TryAsync(() => log.FlushAsync());
            await TryAsync(() => log.FlushAsync());

            Assert.Equal(["other", "a", "b", "c", "d"], await world.RequestsAsync());
            Assert.Equal([0, 4], (await world.HeadsAsync()).Select(head => head.GetInt32("Count")!.Value).Order());
            Assert.Empty((await world.VerifyAsync()).Findings);
            if (faults.Place is null)
            {
                Assert.True(call > 6, $"{call} calls");
                return;
            }
        }

        async Task TryAsync(Func<Task> work)
        {
            try
            {
                await work();
            }
            catch (Exception failure) when (fault == Fault.FailAfter && failure is RequestFailedException or AggregateException)
            {
                // What was to be stored waits.
            }
        }
    }

    [Fact]
    public async Task While_storage_is_away_writers_are_told_and_entries_wait_in_order()
    {
        var world = await AuditWorld.CreateAsync();
        var storage = new StorageOutage();
        var log = world.NewProcess(storage);
        await log.WriteAsync(world.Entry("before"));

        storage.IsAway = true;
        log.WriteSoon(world.Entry("read"));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Assert.ThrowsAnyAsync<Exception>(() => log.WriteAsync(world.Entry("write")))));
        await Assert.ThrowsAsync<AggregateException>(log.FlushAsync);
        world.Clock.Advance(seconds: 2 * 3600);
        log.WriteSoon(world.Entry("later"));
        Assert.False(log.IsEmpty);

        storage.IsAway = false;
        await log.WriteAsync(world.Entry("after"));

        Assert.Equal(["before", "read", .. Enumerable.Repeat("write", 20), "later", "after"], await world.RequestsAsync());
        await log.FlushAsync();
        Assert.Empty((await world.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task When_the_process_ends_in_order_everything_is_stored()
    {
        var world = await AuditWorld.CreateAsync();
        var storage = new StorageOutage { IsAway = true };
        var log = world.NewProcess(storage);
        using var flush = new AuditFlush(log, TimeProvider.System, NullLogger<AuditFlush>.Instance);
        await flush.StartAsync(CancellationToken.None);
        for (var i = 0; i < 250; i++)
        {
            log.WriteSoon(world.Entry("soon"));
        }

        var stopped = flush.StopAsync(CancellationToken.None);
        storage.IsAway = false;
        await stopped;

        Assert.Equal(250, (await world.RecordsAsync()).Count);
        Assert.Equal(250, (await world.HeadsAsync()).Single().GetInt32("Count"));
    }

    [Fact]
    public async Task Ten_seconds_are_a_partition_a_day_is_a_chain_and_a_clock_that_goes_back_changes_nothing()
    {
        var world = await AuditWorld.CreateAsync();
        var log = world.NewProcess();
        for (var hour = 0; hour < 30; hour++)
        {
            log.WriteSoon(world.Entry($"{hour}"));
            world.Clock.Advance(hour == 20 ? -3600 : 3600);
        }

        await log.FlushAsync();
        await log.FlushAsync();

        Assert.Equal(Enumerable.Range(0, 30).Select(hour => $"{hour}"), await world.RequestsAsync());
        var partitions = (await world.RecordsAsync()).GroupBy(row => row.PartitionKey).Select(hour => hour.Count()).ToList();
        Assert.Equal((28, 30), (partitions.Count, partitions.Sum()));
        Assert.Equal(2, (await world.HeadsAsync()).Count);
        var verified = await world.VerifyAsync(days: 3);
        Assert.Equal((3, 2, 30, 0), (verified.Days, verified.Chains, verified.Entries, verified.FindingCount));
    }

    [Fact]
    public async Task When_too_many_entries_wait_the_log_says_so_until_they_are_stored()
    {
        var world = await AuditWorld.CreateAsync();
        var log = world.NewProcess();
        for (var i = 0; i < AuditLog.MaxWaiting - 1; i++)
        {
            log.WriteSoon(world.Entry("read", OrganizationId.Parse($"org-{i % 20}")));
        }

        Assert.False(log.IsFull);
        log.WriteSoon(world.Entry("read"));
        Assert.True(log.IsFull);
        await log.FlushAsync();
        Assert.False(log.IsFull);
        Assert.True(log.IsEmpty);
    }

    [Fact]
    public async Task A_head_that_somebody_changed_is_left_for_verification_to_find()
    {
        var world = await AuditWorld.CreateAsync();
        var log = world.NewProcess();
        await log.WriteAsync(world.Entry("a"));
        await log.FlushAsync();
        var head = (await world.HeadsAsync()).Single();
        head["Count"] = 0;
        await world.Heads.UpdateEntityAsync(head, ETag.All, TableUpdateMode.Replace);

        await log.WriteAsync(world.Entry("b"));
        await log.FlushAsync();
        await log.FlushAsync();

        Assert.Equal(0, (await world.HeadsAsync()).Single().GetInt32("Count"));
        Assert.Equal(AuditFindingKind.HeadMismatch, Assert.Single((await world.VerifyAsync()).Findings).Kind);
    }
}
