using Durable.Conformance.App.Client;
using Durable.Conformance.App.Topics;

namespace Durable.Conformance.Rules;

/// <summary>A filter may purge what another rule looks at: nothing else is asked of the app meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneInTheApp
{
    public const string Name = "Alone in the app";
}

[Collection(AloneInTheApp.Name)]
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
        var before = await TerminatedAsync();
        var first = await TerminatedAsync();
        var completed = await Engine.RunAsync(nameof(PayloadFunctions.PassThrough), "text");
        var failed = await Engine.RunAsync(nameof(FailureFunctions.Throw), "text");
        var running = await Engine.StartAndWaitAsync(nameof(EventFunctions.WaitForGo));
        var last = await TerminatedAsync();
        var after = await TerminatedAsync();

        var purged = await Engine.PurgeAsync(new Query(Statuses: ["Terminated"], CreatedFrom: first.CreatedAt, CreatedTo: last.CreatedAt));

        Assert.Equal(2, purged);
        Assert.Null(await Engine.FindAsync(first.InstanceId));
        Assert.Null(await Engine.FindAsync(last.InstanceId));
        foreach (var kept in (string[])[before.InstanceId, completed.InstanceId, failed.InstanceId, running, after.InstanceId])
        {
            Assert.NotNull(await Engine.FindAsync(kept));
        }
    }

    private static async Task<Instance> TerminatedAsync()
    {
        var id = await Engine.StartAndWaitAsync(nameof(EventFunctions.WaitForGo));
        await Engine.TerminateAsync(id, "because");
        return await Engine.CompletionAsync(id);
    }
}
