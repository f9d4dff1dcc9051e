using Durable.Conformance.App.Topics;

namespace Durable.Conformance.Rules;

public sealed class FailureRules
{
    [Fact]
    public async Task What_an_orchestrator_throws_is_its_failure()
    {
        var failure = (await Engine.RunAsync(nameof(FailureFunctions.Throw))).FailureOf();

        Assert.Equal(("System.InvalidOperationException", "thrown by Throw"), (failure.Type, failure.Message));
    }

    [Fact]
    public async Task What_an_activity_throws_comes_to_the_orchestrator_as_the_failure_of_a_task()
    {
        var failure = (await Engine.RunAsync(nameof(FailureFunctions.CallRefusing))).FailureOf();

        Assert.Equal("Microsoft.DurableTask.TaskFailedException", failure.Type);
        Assert.Equal("Task 'Refuse' (#0) failed with an unhandled exception: too old", failure.Message);
    }

    [Fact]
    public async Task The_cause_of_what_an_activity_throws_is_kept()
    {
        var layers = await LayersAsync(nameof(FailureFunctions.CallRefusing));

        Assert.Equal(["System.IO.FileNotFoundException: too old", "System.FormatException: cause of too old"], layers[^2..]);
    }

    [Fact]
    public async Task A_failure_keeps_every_layer_on_its_way_through_sub_orchestrations()
    {
        var layers = await LayersAsync(nameof(FailureFunctions.CallChildThatCallsRefusing));

        Assert.Equal(
            ["Microsoft.DurableTask.TaskFailedException", "Microsoft.DurableTask.TaskFailedException", "System.IO.FileNotFoundException", "System.FormatException"],
            layers.Select(layer => layer.Split(':')[0]));
        Assert.StartsWith("Microsoft.DurableTask.TaskFailedException: Task 'CallRefusing' (#0) failed", layers[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_orchestrator_may_catch_a_failure_ask_for_its_cause_and_go_on() =>
        Assert.Equal("Refuse 0 True False", (await Engine.RunAsync(nameof(FailureFunctions.CatchAndGoOn))).Result<string>());

    [Fact]
    public async Task Calling_an_activity_that_does_not_exist_fails_and_names_it()
    {
        var failure = (await Engine.RunAsync(nameof(FailureFunctions.CallNobody))).FailureOf();

        Assert.Contains("'Nobody'", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<string[]> LayersAsync(string orchestrator) => (await Engine.RunAsync(nameof(FailureFunctions.TellLayers), orchestrator)).Result<string[]>()!;
}
