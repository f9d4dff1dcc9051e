using Durable.Conformance.App.Topics;

namespace Durable.Conformance.Rules;

public sealed class NonDeterminismRules
{
    private const string ErrorType = "DurableTask.Core.Exceptions.NonDeterministicOrchestrationException";

    [Theory]
    [InlineData(nameof(NonDeterminismFunctions.CallAnother))]
    [InlineData(nameof(NonDeterminismFunctions.SleepInstead))]
    [InlineData(nameof(NonDeterminismFunctions.CallNothing))]
    public async Task Code_that_does_not_do_what_its_history_says_fails_its_instance(string orchestrator)
    {
        var failure = (await Engine.RunAsync(orchestrator)).FailureOf();

        Assert.Equal(ErrorType, failure.Type);
        Assert.Contains("'Same'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Awaiting_a_task_that_is_not_durable_fails_the_instance()
    {
        var failure = (await Engine.RunAsync(nameof(NonDeterminismFunctions.AwaitWhatIsNotDurable))).FailureOf();

        Assert.Contains("An invalid asynchronous invocation was detected", failure.Message, StringComparison.Ordinal);
    }
}
