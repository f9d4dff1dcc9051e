using RunFunctions.Core.Engine.Application;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>Rounds of retention without a fault: how they follow each other, what they read, and who carries them out.</summary>
public sealed class RetentionRoundTests
{
    [Fact]
    public async Task Rounds_go_on_where_the_one_before_stopped_and_each_has_its_certificate()
    {
        List<RetentionRound> rounds = [];
        await TravelAsync(async (journey, process) =>
        {
            do
            {
                rounds.Add(await DeletionScenarios.RoundAsync(journey, process));
            }
            while (!rounds[^1].IsComplete);
        });
        Assert.Equal([DeletionScenarios.RunsOfARound, 1], rounds.Select(round => round.Removed.Count));
        Assert.Equal(2, rounds.Select(round => round.Id!.Value).Distinct().Count());
    }

    [Fact]
    public async Task A_round_reads_ranges_of_keys_and_never_scans()
    {
        var asked = await TravelAsync(DeletionScenarios.RoundAsync);
        var filters = asked.Where(address => address.AbsolutePath.EndsWith("()", StringComparison.Ordinal)).Select(address => Uri.UnescapeDataString(address.Query)).ToList();

        // Of the list from the age on, not from its beginning.
        Assert.Contains(filters, filter => filter.Contains("RowKey gt 'run|", StringComparison.Ordinal));
        Assert.DoesNotContain(filters, filter => filter.Contains("RowKey gt 'run|'", StringComparison.Ordinal));
        Assert.All(filters, filter => Assert.Matches("PartitionKey eq '|PartitionKey ge '.*PartitionKey le '", filter));
        Assert.All(filters, filter => Assert.Matches("RowKey g[et] '", filter));
        Assert.All(filters, filter => Assert.Matches("RowKey l[et] '", filter));
    }

    [Fact]
    public async Task Of_many_who_find_a_round_that_nobody_holds_one_carries_it_out()
    {
        const int Instances = 4;
        var resumed = 0;
        await TravelAsync(async (journey, process) =>
        {
            await DeletionScenarios.OrderAsync(process);
            journey.Clock.Advance(DeletionScenarios.PastEveryHold);
            var resume = process.Get<ResumeDeletions>();
            resumed = (await Task.WhenAll(Enumerable.Range(0, Instances).Select(_ => resume.HandleAsync(journey.Scheduler, CancellationToken.None)))).Sum();
        });
        Assert.Equal(1, resumed);
    }

    [Fact]
    public async Task A_round_that_somebody_holds_is_left_to_them()
    {
        await TravelAsync(async (journey, process) =>
        {
            await DeletionScenarios.OrderAsync(process);
            Assert.Equal(0, await process.Get<ResumeDeletions>().HandleAsync(journey.Scheduler, CancellationToken.None));
        });
    }

    /// <returns>What was asked of storage meanwhile.</returns>
    private static async Task<IReadOnlyList<Uri>> TravelAsync(Func<Journey, DocumentProcess, Task> actAsync)
    {
        await using var journey = new Journey(DeletionScenarios.Retention with { ActAsync = actAsync }, Fault.None, 0, Aftermath.GoesOn);
        await journey.PrepareAsync();
        await journey.ActAsync();
        IReadOnlyList<Uri> asked = [.. journey.Asked];
        await journey.SettleAsync();
        Truth.None(await journey.ViolationsAsync());
        return asked;
    }
}
