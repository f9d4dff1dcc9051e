using System.Net;
using System.Text.Json;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>Admins see which keys there are and rotate them; no key ever leaves.</summary>
public sealed class KeyResourceTests(AccessFixture fixture) : IClassFixture<AccessFixture>
{
    [Fact]
    public async Task A_rotated_key_is_current_and_what_the_old_one_signed_stays_valid()
    {
        var admin = await fixture.NewOrganizationAsync();
        await admin.AddMemberAsync("a", "nurse");
        await admin.AddMemberAsync("b", "nurse");
        var cursor = (await admin.ReadAsync(AccessDriver.Memberships + "?limit=1")).Text("next_cursor");
        var issued = await admin.CreateAsync(AccessDriver.Tokens, new { name = "Before", subject = "s", roles = new[] { "nurse" } });

        foreach (var purpose in (string[])["cursor", "link", "token", "audit", "webhook"])
        {
            using var answer = await admin.Client.PostAsync($"{AccessDriver.Keys}/{purpose}/rotate", content: null);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            var rotated = await answer.ReadJsonAsync();
            Assert.Equal((purpose, true, "storage"), (rotated.Text("purpose"), rotated.GetProperty("is_current").GetBoolean(), rotated.Text("source")));
        }

        var keys = await KeysAsync(admin);
        Assert.All(keys, key => Assert.Equal(["key_id", "purpose", "source", "created_at", "is_current"], key.Members()));
        Assert.Equal(["0001 False", "0002 True"], Of(keys, "cursor"));
        Assert.Equal(["0001 False", "0002 True"], Of(keys, "token"));
        using var next = await admin.Client.GetAsync($"{AccessDriver.Memberships}?limit=1&cursor={cursor}");
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        using var before = fixture.App.NewClient().With(issued.Text("token")!);
        using var me = await before.GetAsync("/api/access/me");
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
        await admin.CreateAsync(AccessDriver.Tokens, new { name = "After", subject = "s", roles = new[] { "nurse" } });
    }

    [Fact]
    public async Task A_key_that_the_configuration_gives_is_not_rotated_here()
    {
        var given = Convert.ToBase64String(new byte[32]);
        await using var app = await AppHost.StartAsync(
            settings: ["--Access:Keys:Cursor:k1", given, "--Access:Keys:Cursor:k2", given, "--Access:Keys:Cursor:Current", "k2"]);
        var organization = AccessFixture.NewId();
        var admin = new AccessDriver(await app.NewClientAsync(organization, AccessFixture.Admin, Role.Admin), organization);
        using (var refused = await admin.Client.PostAsync(AccessDriver.Keys + "/cursor/rotate", content: null))
        {
            await refused.ConflictAsync("KEY_CONFIGURED");
        }

        using var rotated = await admin.Client.PostAsync(AccessDriver.Keys + "/link/rotate", content: null);
        Assert.Equal(HttpStatusCode.Created, rotated.StatusCode);
        var keys = await KeysAsync(admin);
        Assert.Equal(["k1 False", "k2 True"], Of(keys, "cursor"));
        Assert.All(keys.Where(key => key.Text("purpose") == "cursor"), key => Assert.Equal("configuration", key.Text("source")));
        Assert.Equal(["0001 True"], Of(keys, "link"));
        Assert.DoesNotContain(given, JsonSerializer.Serialize(keys), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_purpose_is_refused_with_the_known_ones()
    {
        var admin = await fixture.NewOrganizationAsync();
        using var answer = await admin.Client.PostAsync(AccessDriver.Keys + "/Cursor/rotate", content: null);
        await answer.InvalidAsync("purpose", "enum");
    }

    private static async Task<IReadOnlyList<JsonElement>> KeysAsync(AccessDriver admin) =>
        [.. (await admin.ReadAsync(AccessDriver.Keys)).GetProperty("items").EnumerateArray()];

    private static IEnumerable<string> Of(IEnumerable<JsonElement> keys, string purpose) =>
        keys.Where(key => key.Text("purpose") == purpose).Select(key => $"{key.Text("key_id")} {key.GetProperty("is_current").GetBoolean()}");
}
