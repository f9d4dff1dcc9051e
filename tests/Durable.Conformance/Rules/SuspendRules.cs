using Durable.Conformance.App.Topics;

namespace Durable.Conformance.Rules;

public sealed class SuspendRules
{
    [Fact]
    public async Task A_suspended_instance_shows_it_and_runs_again_when_resumed()
    {
        var id = await SuspendedAsync(nameof(EventFunctions.WaitForGo));

        await Engine.ResumeAsync(id);

        await Engine.UntilAsync(id, instance => instance.Status == "Running");
    }

    [Fact]
    public async Task An_event_that_comes_while_suspended_is_received_after_the_resumption()
    {
        var id = await SuspendedAsync(nameof(EventFunctions.WaitForGo));

        await Engine.RaiseAsync(id, "go", "kept");
        await Engine.RunAsync(nameof(TimerFunctions.Sleep), 100);
        Assert.Equal("Suspended", (await Engine.FindAsync(id))!.Status);
        await Engine.ResumeAsync(id);

        Assert.Equal("kept", (await Engine.CompletionAsync(id)).Result<string>());
    }

    [Fact]
    public async Task A_timer_that_fires_while_suspended_takes_effect_after_the_resumption()
    {
        var id = await SuspendedAsync(nameof(TimerFunctions.Sleep), 3000);

        await Engine.RunAsync(nameof(TimerFunctions.Sleep), 3200);
        Assert.Equal("Suspended", (await Engine.FindAsync(id))!.Status);
        await Engine.ResumeAsync(id);

        Assert.Equal("Completed", (await Engine.CompletionAsync(id)).Status);
    }

    [Fact]
    public async Task A_suspended_instance_can_be_terminated()
    {
        var id = await SuspendedAsync(nameof(EventFunctions.WaitForGo));

        await Engine.TerminateAsync(id, "because");

        Assert.Equal("Terminated", (await Engine.CompletionAsync(id)).Status);
    }

    private static async Task<string> SuspendedAsync(string orchestrator, object? input = null)
    {
        var id = await Engine.StartAndWaitAsync(orchestrator, input);
        await Engine.SuspendAsync(id);
        await Engine.UntilAsync(id, instance => instance.Status == "Suspended");
        return id;
    }
}
