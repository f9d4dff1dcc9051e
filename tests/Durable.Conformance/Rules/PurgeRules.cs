using Durable.Conformance.App.Client;
using Durable.Conformance.App.Topics;

namespace Durable.Conformance.Rules;

public sealed class PurgeRules
{
    [Fact]
    public async Task A_purged_instance_is_gone()
    {
        var ended = await Engine.RunAsync(nameof(PayloadFunctions.PassThrough), "text");

        Assert.Equal(1, await Engine.PurgeAsync(ended.InstanceId));
        Assert.Null(await Engine.FindAsync(ended.InstanceId));
    }

    [Fact]
    public async Task Purging_what_does_not_exist_purges_nothing() => Assert.Equal(0, await Engine.PurgeAsync(Engine.NewId()));

    [Fact]
    public async Task A_filter_purges_what_was_created_in_its_time_and_has_its_status()
    {
        var before = await Engine.RunAsync(nameof(PayloadFunctions.PassThrough), "before");
        await Engine.RunAsync(nameof(TimerFunctions.Sleep), 50);
        var terminated = await Engine.StartAndWaitAsync(nameof(EventFunctions.WaitForGo));
        await Engine.TerminateAsync(terminated, "because");
        var ended = await Engine.CompletionAsync(terminated);
        var running = await Engine.StartAndWaitAsync(nameof(EventFunctions.WaitForGo));

        // Other rules terminate instances meanwhile and look at them: the window is as narrow as can be.
        var purged = await Engine.PurgeAsync(new Query(Statuses: ["Terminated"], CreatedFrom: ended.CreatedAt, CreatedTo: ended.CreatedAt));

        Assert.Equal(1, purged);
        Assert.Null(await Engine.FindAsync(terminated));
        Assert.NotNull(await Engine.FindAsync(before.InstanceId));
        Assert.NotNull(await Engine.FindAsync(running));
    }
}
