using Durable.Conformance.App.Topics;

namespace Durable.Conformance.Rules;

public sealed class PayloadRules
{
    // Table columns end at 64 KiB; random enough not to be compressed below that.
    private static readonly string Large = string.Concat(Enumerable.Range(0, 40_000).Select(number => $"{number * 7919 % 100_003} "));

    [Fact]
    public async Task A_large_payload_goes_through_input_activity_and_output_whole()
    {
        var ended = await Engine.RunAsync(nameof(PayloadFunctions.PassThrough), Large);

        Assert.True(Large == ended.Result<string>(), "The output is another text.");
    }

    [Fact]
    public async Task A_large_payload_of_an_event_arrives_whole()
    {
        var id = await Engine.StartAndWaitAsync(nameof(EventFunctions.WaitForGo));

        await Engine.RaiseAsync(id, "go", Large);

        Assert.True(Large == (await Engine.CompletionAsync(id)).Result<string>(), "The output is another text.");
    }

    [Fact]
    public async Task Text_of_any_script_stays_as_it_is()
    {
        const string text = "é 運行 🩺 \u0001 \"quoted\" \\ </script> \r\n";

        Assert.Equal(text, (await Engine.RunAsync(nameof(PayloadFunctions.PassThrough), text)).Result<string>());
    }

    [Fact]
    public async Task Nothing_is_a_payload_too()
    {
        var ended = await Engine.RunAsync(nameof(PayloadFunctions.SayNothing));

        Assert.Equal(("Completed", null), (ended.Status, ended.Input));
    }
}
