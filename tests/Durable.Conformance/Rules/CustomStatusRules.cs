using Durable.Conformance.App.Topics;

namespace Durable.Conformance.Rules;

public sealed class CustomStatusRules
{
    [Fact]
    public async Task A_custom_status_is_shown_while_the_instance_runs()
    {
        var id = await Engine.StartAsync(nameof(StatusFunctions.ShowProgress));

        var running = await Engine.UntilAsync(id, instance => instance.CustomStatus is not null);

        Assert.Equal(("Running", """{"Step":"waiting","Done":10}"""), (running.Status, running.CustomStatus));
    }

    [Theory]
    [InlineData("end", "Completed")]
    [InlineData("fail", "Failed")]
    public async Task The_last_custom_status_stays_after_the_end(string how, string status)
    {
        var id = await Engine.StartAndWaitAsync(nameof(StatusFunctions.ShowProgress));

        await Engine.RaiseAsync(id, "go", how);

        var ended = await Engine.CompletionAsync(id);
        Assert.Equal((status, """{"Step":"gone","Done":100}"""), (ended.Status, ended.CustomStatus));
    }
}
