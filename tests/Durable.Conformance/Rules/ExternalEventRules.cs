using Durable.Conformance.App.Topics;

namespace Durable.Conformance.Rules;

public sealed class ExternalEventRules
{
    [Fact]
    public async Task An_event_that_comes_while_the_orchestration_waits_is_received()
    {
        var id = await Engine.StartAndWaitAsync(nameof(EventFunctions.WaitForGo));

        await Engine.RaiseAsync(id, "go", "now");

        Assert.Equal("now", (await Engine.CompletionAsync(id)).Result<string>());
    }

    [Fact]
    public async Task Events_that_come_before_they_are_awaited_are_kept_in_their_order()
    {
        var id = await Engine.StartAndWaitAsync(nameof(EventFunctions.Collect), 3);

        foreach (var number in (int[])[1, 2, 3])
        {
            await Engine.RaiseAsync(id, "number", number);
        }

        await Engine.RaiseAsync(id, "open", "now");

        var numbers = (await Engine.CompletionAsync(id)).Result<int[]>()!;
        Assert.Equal([1, 2, 3], numbers);
    }

    [Fact]
    public async Task Names_of_events_do_not_regard_case()
    {
        var id = await Engine.StartAndWaitAsync(nameof(EventFunctions.WaitForGo));

        await Engine.RaiseAsync(id, "GO", "now");

        Assert.Equal("now", (await Engine.CompletionAsync(id)).Result<string>());
    }

    [Fact]
    public async Task Waiting_with_a_timeout_gives_up_when_nothing_comes() =>
        Assert.Equal("timeout", (await Engine.RunAsync(nameof(EventFunctions.WaitForGoWithTimeout), 100)).Result<string>());

    [Fact]
    public async Task An_event_within_the_timeout_is_received_and_the_timeout_holds_nothing()
    {
        var id = await Engine.StartAndWaitAsync(nameof(EventFunctions.WaitForGoWithTimeout), 3_600_000);

        await Engine.RaiseAsync(id, "go", "in time");

        Assert.Equal("in time", (await Engine.CompletionAsync(id)).Result<string>());
    }

    [Fact]
    public async Task Of_two_waiters_the_younger_gets_the_first_event()
    {
        var id = await Engine.StartAndWaitAsync(nameof(EventFunctions.WaitTwice));

        await Engine.RaiseAsync(id, "go", "now");

        Assert.Equal("the younger", (await Engine.CompletionAsync(id)).Result<string>());
    }

    [Fact]
    public async Task A_wait_that_was_cancelled_still_takes_the_event_that_reaches_it()
    {
        var id = await Engine.StartAndWaitAsync(nameof(EventFunctions.WaitAgain));

        await Engine.RaiseAsync(id, "go", "lost");
        await Engine.RaiseAsync(id, "go", "received");

        Assert.Equal("received", (await Engine.CompletionAsync(id)).Result<string>());
    }

    [Fact]
    public async Task An_event_of_another_shape_fails_the_orchestration_that_awaits_it()
    {
        var id = await Engine.StartAndWaitAsync(nameof(EventFunctions.WaitForGo));

        await Engine.RaiseAsync(id, "go", new { not = "a text" });

        Assert.Equal("Failed", (await Engine.CompletionAsync(id)).Status);
    }

    [Fact]
    public async Task One_orchestration_sends_an_event_to_another()
    {
        var receiver = await Engine.StartAndWaitAsync(nameof(EventFunctions.WaitForGo));

        var sender = await Engine.RunAsync(nameof(EventFunctions.SendGo), receiver);

        Assert.Equal("from " + sender.InstanceId, (await Engine.CompletionAsync(receiver)).Result<string>());
    }

    [Fact]
    public async Task Two_orchestrations_that_send_events_to_each_other_do_not_wait_for_each_other()
    {
        var (left, right) = (Engine.NewId(), Engine.NewId());

        await Task.WhenAll(Engine.StartAsync(nameof(EventFunctions.Chat), right, left), Engine.StartAsync(nameof(EventFunctions.Chat), left, right));

        Assert.Equal((3, 3), ((await Engine.CompletionAsync(left)).Result<int>(), (await Engine.CompletionAsync(right)).Result<int>()));
    }
}
