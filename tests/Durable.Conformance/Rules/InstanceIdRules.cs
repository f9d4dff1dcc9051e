using System.Net;
using Durable.Conformance.App.Client;
using Durable.Conformance.App.Topics;

namespace Durable.Conformance.Rules;

public sealed class InstanceIdRules
{
    [Fact]
    public async Task An_instance_without_an_id_gets_32_hex_digits()
    {
        var (id, _) = await Engine.TryStartAsync(new Start(nameof(PayloadFunctions.SayNothing)));

        Assert.True(Guid.TryParseExact(id, "N", out _), id);
    }

    [Fact]
    public async Task An_id_may_have_100_characters_and_be_of_any_script()
    {
        var id = (Engine.NewId() + " – 運行:é|").PadRight(100, 'x');

        Assert.Equal("Completed", (await Engine.RunAsync(nameof(PayloadFunctions.SayNothing), null, id)).Status);
    }

    [Fact]
    public async Task Ids_regard_case()
    {
        var id = Engine.NewId();
        await Engine.RunAsync(nameof(PayloadFunctions.SayNothing), null, id + "-a");

        Assert.Null(await Engine.FindAsync(id + "-A"));
    }

    [Theory]
    [InlineData("\\")]
    [InlineData("#")]
    [InlineData("?")]
    [InlineData("\n")]
    public async Task Characters_that_table_keys_cannot_hold_are_refused_400(string character) => await AssertRefusedAsync(Engine.NewId() + character);

    [Fact]
    public async Task An_id_that_begins_with_an_at_sign_is_refused_because_entities_have_those_400() => await AssertRefusedAsync("@" + Engine.NewId());

    [Fact]
    public async Task An_id_of_more_than_256_characters_is_refused_400() => await AssertRefusedAsync(Engine.NewId().PadRight(257, 'x'));

    // Over HTTP, where the official engine asks; its client leaves what it cannot store to the storage provider.
    private static async Task AssertRefusedAsync(string id)
    {
        using var response = await Management.StartAsync(nameof(PayloadFunctions.SayNothing), id);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
