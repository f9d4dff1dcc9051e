using Durable.Conformance.App.Topics;

namespace Durable.Conformance.Rules;

public sealed class TerminateRules
{
    [Fact]
    public async Task A_terminated_instance_ends_with_the_output_it_was_given()
    {
        var id = await Engine.StartAndWaitAsync(nameof(EventFunctions.WaitForGo));

        await Engine.TerminateAsync(id, "because");

        var ended = await Engine.CompletionAsync(id);
        Assert.Equal(("Terminated", "\"because\""), (ended.Status, ended.Output));
    }

    [Fact]
    public async Task A_recursive_termination_ends_the_sub_orchestrations_as_well()
    {
        var (parent, child) = await StartFamilyAsync();

        await Engine.TerminateAsync(parent, "because", recursive: true);

        Assert.Equal("Terminated", (await Engine.CompletionAsync(parent)).Status);
        Assert.Equal("Terminated", (await Engine.CompletionAsync(child)).Status);
    }

    [Fact]
    public async Task A_termination_that_is_not_recursive_leaves_the_sub_orchestrations_running()
    {
        var (parent, child) = await StartFamilyAsync();

        await Engine.TerminateAsync(parent, "because");

        Assert.Equal("Terminated", (await Engine.CompletionAsync(parent)).Status);
        await Engine.RaiseAsync(child, "go", "still here");
        Assert.Equal("still here", (await Engine.CompletionAsync(child)).Result<string>());
    }

    [Fact]
    public async Task A_terminated_sub_orchestration_fails_the_call_of_its_parent()
    {
        var (parent, child) = await StartFamilyAsync();

        await Engine.TerminateAsync(child, "because");

        Assert.Equal("Failed", (await Engine.CompletionAsync(parent)).Status);
    }

    [Fact]
    public async Task What_an_activity_does_after_the_termination_changes_nothing()
    {
        var id = await Engine.StartAndWaitAsync(nameof(RaceFunctions.RaceAgainstTimeout), new Race(2000, 3_600_000));

        await Engine.TerminateAsync(id, "because");
        await Engine.CompletionAsync(id);
        await Engine.RunAsync(nameof(TimerFunctions.Sleep), 2200);

        Assert.Equal("Terminated", (await Engine.FindAsync(id))!.Status);
    }

    private static async Task<(string Parent, string Child)> StartFamilyAsync()
    {
        var child = Engine.NewId();
        var parent = await Engine.StartAsync(nameof(SubOrchestrationFunctions.CallWaitingChild), new Call(child));
        await Engine.UntilAsync(child, instance => instance.Status == "Running");
        return (parent, child);
    }
}
