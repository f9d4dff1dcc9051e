using Durable.Conformance.App.Topics;

namespace Durable.Conformance.Rules;

public sealed class SubOrchestrationRules
{
    [Fact]
    public async Task A_sub_orchestration_gets_its_input_knows_its_parent_and_returns_its_result()
    {
        var parent = await Engine.RunAsync(nameof(SubOrchestrationFunctions.CallChild), new Call(null, "hello"));

        var child = parent.Result<Child>()!;
        Assert.Equal((nameof(SubOrchestrationFunctions.CallChild), parent.InstanceId, "hello"), (child.ParentName, child.ParentInstanceId, child.Input));
    }

    [Fact]
    public async Task A_top_level_orchestration_has_no_parent() =>
        Assert.Null((await Engine.RunAsync(nameof(SubOrchestrationFunctions.Introduce), "hello")).Result<Child>()!.ParentName);

    [Fact]
    public async Task A_sub_orchestration_runs_under_the_id_it_was_given()
    {
        var id = Engine.NewId();

        var parent = await Engine.RunAsync(nameof(SubOrchestrationFunctions.CallChild), new Call(id));

        Assert.Equal(id, parent.Result<Child>()!.InstanceId);
        Assert.Equal("Completed", (await Engine.FindAsync(id))!.Status);
    }

    [Fact]
    public async Task A_sub_orchestration_without_an_id_gets_one_and_can_be_queried_by_it()
    {
        var child = (await Engine.RunAsync(nameof(SubOrchestrationFunctions.CallChild), new Call(null))).Result<Child>()!;

        Assert.Equal(nameof(SubOrchestrationFunctions.Introduce), (await Engine.FindAsync(child.InstanceId))!.Name);
    }

    [Fact]
    public async Task A_sub_orchestration_is_reached_by_events_under_its_own_id()
    {
        var child = Engine.NewId();
        var parent = await Engine.StartAsync(nameof(SubOrchestrationFunctions.CallWaitingChild), new Call(child));
        await Engine.UntilAsync(child, instance => instance.Status == "Running");

        await Engine.RaiseAsync(child, "go", "now");

        Assert.Equal("now", (await Engine.CompletionAsync(parent)).Result<string>());
    }
}
