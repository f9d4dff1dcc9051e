using Durable.Conformance.App.Client;
using Durable.Conformance.App.Topics;

namespace Durable.Conformance.Rules;

public sealed class StartRules
{
    [Fact]
    public async Task An_instance_that_runs_keeps_its_id()
    {
        var id = await Engine.StartAndWaitAsync(nameof(EventFunctions.WaitForGo));

        Assert.NotNull((await Engine.TryStartAsync(new Start(nameof(EventFunctions.WaitForGo), InstanceId: id))).Refused);
    }

    [Fact]
    public async Task An_instance_that_has_ended_gives_up_its_id()
    {
        var first = await Engine.RunAsync(nameof(EventFunctions.SendGo), Engine.NewId());

        var second = await Engine.RunAsync(nameof(PayloadFunctions.PassThrough), "again", first.InstanceId);

        Assert.Equal((nameof(PayloadFunctions.PassThrough), "again"), (second.Name, second.Result<string>()));
    }

    [Fact]
    public async Task A_dedupe_status_keeps_the_id_of_an_instance_that_has_it()
    {
        var ended = await Engine.RunAsync(nameof(PayloadFunctions.PassThrough), "first");

        var again = await Engine.TryStartAsync(new Start(nameof(PayloadFunctions.PassThrough), InstanceId: ended.InstanceId, DedupeStatuses: ["Completed"]));

        Assert.NotNull(again.Refused);
        Assert.Equal("first", (await Engine.FindAsync(ended.InstanceId))!.Result<string>());
    }

    [Fact]
    public async Task A_status_that_is_no_dedupe_status_gives_up_the_id()
    {
        var failed = await Engine.RunAsync(nameof(FailureFunctions.Throw));

        var again = await Engine.TryStartAsync(new Start(nameof(PayloadFunctions.SayNothing), InstanceId: failed.InstanceId, DedupeStatuses: ["Running", "Completed"]));

        Assert.Null(again.Refused);
        Assert.Equal("Completed", (await Engine.CompletionAsync(failed.InstanceId)).Status);
    }

    [Fact]
    public async Task A_start_in_the_future_stays_pending_until_then()
    {
        var due = DateTimeOffset.UtcNow.AddSeconds(3);

        var (id, _) = await Engine.TryStartAsync(new Start(nameof(ReplayFunctions.ObserveClock), StartAt: due));
        Assert.Equal("Pending", (await Engine.FindAsync(id!))!.Status);

        await Engine.CompletionAsync(id!);
        var began = DateTimeOffset.Parse((await Engine.ObservedAsync(id!))[0].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(began >= due, $"{began:O} is before {due:O}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_restart_runs_an_ended_instance_again_with_its_input(bool withNewId)
    {
        var first = await Engine.RunAsync(nameof(PayloadFunctions.PassThrough), "text");

        var id = await Engine.RestartAsync(first.InstanceId, withNewId);

        Assert.Equal(withNewId, id != first.InstanceId);
        var second = await Engine.UntilAsync(id, instance => instance.Status == "Completed" && (withNewId || instance.CreatedAt > first.CreatedAt));
        Assert.Equal("text", second.Result<string>());
    }
}
