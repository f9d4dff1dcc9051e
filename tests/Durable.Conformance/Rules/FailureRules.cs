using Durable.Conformance.App.Client;
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
        Assert.Equal(("System.IO.FileNotFoundException", "too old"), (failure.Inner!.Type, failure.Inner.Message));
    }

    [Fact]
    public async Task The_cause_of_what_an_activity_throws_is_kept()
    {
        var failure = (await Engine.RunAsync(nameof(FailureFunctions.CallRefusing))).FailureOf();

        Assert.Equal(("System.FormatException", "cause of too old"), (failure.Inner!.Inner!.Type, failure.Inner.Inner.Message));
    }

    [Fact]
    public async Task A_failure_keeps_every_layer_on_its_way_through_sub_orchestrations()
    {
        var failure = (await Engine.RunAsync(nameof(FailureFunctions.CallChildThatCallsRefusing))).FailureOf();

        Assert.Equal(
            ["Microsoft.DurableTask.TaskFailedException", "Microsoft.DurableTask.TaskFailedException", "System.IO.FileNotFoundException", "System.FormatException"],
            LayersOf(failure).Select(layer => layer.Type));
        Assert.StartsWith("Task 'CallRefusing' (#0) failed", failure.Message, StringComparison.Ordinal);
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

    private static IEnumerable<Failure> LayersOf(Failure failure)
    {
        for (Failure? layer = failure; layer is not null; layer = layer.Inner)
        {
            yield return layer;
        }
    }
}
