using System.Buffers.Text;
using System.Net;
using System.Text.Json;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>Tokens are issued, listed and revoked by admins; their secret is told once.</summary>
public sealed class TokenResourceTests(AccessFixture fixture) : IClassFixture<AccessFixture>
{
    private static readonly string[] ViewMembers =
        ["token_id", "organization", "name", "subject", "roles", "created_at", "created_by", "expires_at", "last_used_at", "revoked_at", "status"];

    [Fact]
    public async Task An_issued_token_signs_in_as_its_subject_with_its_roles()
    {
        var admin = await fixture.NewOrganizationAsync();
        using var answer = await admin.PostAsync(AccessDriver.Tokens, new { name = "Import", subject = "importer", roles = new[] { "service", "submitter" } });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        var issued = await answer.ReadJsonAsync();
        Assert.Equal(["token", "token_id", "organization", "name", "subject", "roles", "created_at", "created_by", "expires_at"], issued.Members());
        Assert.Equal($"/api/access/tokens/{issued.Text("token_id")}", answer.Headers.Location!.OriginalString);
        Assert.Equal(90, (issued.Time("expires_at") - issued.Time("created_at")).TotalDays, tolerance: 0.01);
        Assert.Equal("admin-1", issued.Text("created_by"));

        using var client = fixture.App.NewClient().With(issued.Text("token")!);
        var me = await new AccessDriver(client, admin.Organization).ReadAsync("/api/access/me");
        Assert.Equal((admin.Organization.Value, "importer"), (me.Text("organization"), me.Text("subject")));
        Assert.Equal(["submitter", "service"], me.GetProperty("roles").EnumerateArray().Select(role => role.GetString()!));
        var credential = me.GetProperty("credential");
        Assert.Equal(("token", issued.Text("token_id")), (credential.Text("kind"), credential.Text("id")));
        Assert.Equal(issued.Time("expires_at"), credential.Time("expires_at"));
    }

    [Fact]
    public async Task A_revoked_token_is_refused_at_once_and_revoking_again_changes_nothing()
    {
        var admin = await fixture.NewOrganizationAsync();
        var issued = await admin.CreateAsync(AccessDriver.Tokens, new { name = "Import", subject = "importer", roles = new[] { "service" } });
        using var client = fixture.App.NewClient().With(issued.Text("token")!);
        using (var before = await client.GetAsync("/api/access/me"))
        {
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        }

        var path = $"{AccessDriver.Tokens}/{issued.Text("token_id")}";
        await admin.DeleteAsync(path);
        using var after = await client.GetAsync("/api/access/me");
        Assert.Equal("TOKEN_REVOKED", (await after.ProblemAsync(HttpStatusCode.Unauthorized)).Reason);

        var revokedAt = (await admin.ReadAsync(path)).Time("revoked_at");
        await admin.DeleteAsync(path);
        var view = await admin.ReadAsync(path);
        Assert.Equal(revokedAt, view.Time("revoked_at"));
        Assert.Equal("revoked", view.Text("status"));
    }

    [Fact]
    public async Task The_secret_is_in_the_answer_that_issued_it_and_nowhere_else()
    {
        var admin = await fixture.NewOrganizationAsync();
        var issued = await admin.CreateAsync(AccessDriver.Tokens, new { name = "Import", subject = "importer", roles = new[] { "service" } });
        var token = issued.Text("token")!;
        var secret = token[(token.LastIndexOf('.') + 1)..];
        using var client = fixture.App.NewClient().With(token);
        using var used = await client.GetAsync("/api/access/me");
        using var one = await admin.Client.GetAsync($"{AccessDriver.Tokens}/{issued.Text("token_id")}");
        using var list = await admin.Client.GetAsync(AccessDriver.Tokens);

        Assert.Equal(ViewMembers, (await one.ReadJsonAsync()).Members());
        Assert.All((await list.ReadJsonAsync()).GetProperty("items").EnumerateArray(), item => Assert.Equal(ViewMembers, item.Members()));
        foreach (var answer in (HttpResponseMessage[])[used, one, list])
        {
            Assert.DoesNotContain(secret, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(fixture.App.Log.Lines, line => line.Text.Contains(secret, StringComparison.Ordinal)
            || line.Properties.Values.Any(value => value?.ToString()?.Contains(secret, StringComparison.Ordinal) == true));
        var rows = await fixture.App.Stored.AppRowsAsync();
        Assert.Contains(rows, row => row.RowKey == issued.Text("token_id"));
        Assert.Contains(rows, row => row.Any(column => Text(column.Value) == "tokens.create") && row.Any(column => Text(column.Value) == issued.Text("token_id")));
        Assert.DoesNotContain(rows, row => row.Any(column => Text(column.Value).Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Pages_hold_every_token_once_and_those_of_a_subject_alone()
    {
        var admin = await fixture.NewOrganizationAsync();
        for (var i = 0; i < 7; i++)
        {
            await admin.CreateAsync(AccessDriver.Tokens, new { name = $"Token {i}", subject = i % 2 == 0 ? "even" : "odd", roles = new[] { "nurse" } });
        }

        var all = await admin.ListAsync(AccessDriver.Tokens, limit: 3);
        Assert.Equal(8, all.Select(token => token.Text("token_id")).Distinct().Count());
        Assert.Equal(8, all.Count);
        var even = await admin.ListAsync(AccessDriver.Tokens + "?subject=even", limit: 2);
        Assert.Equal(4, even.Count);
        Assert.All(even, token => Assert.Equal("even", token.Text("subject")));
        var cursor = (await admin.ReadAsync(AccessDriver.Tokens + "?subject=even&limit=1")).Text("next_cursor");
        using var elsewhere = await admin.Client.GetAsync(AccessDriver.Tokens + "?cursor=" + cursor);
        await elsewhere.InvalidAsync("cursor", "cursor");
        using var malformed = await admin.Client.GetAsync(AccessDriver.Tokens + "?subject=%20");
        await malformed.InvalidAsync("subject", "user_id");
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_named_at_once()
    {
        var admin = await fixture.NewOrganizationAsync();
        using var answer = await admin.PostAsync(
            AccessDriver.Tokens,
            new { name = "tab\tname", subject = "-no", roles = new[] { "admin", "king", "admin" }, expires_at = DateTimeOffset.UtcNow.AddDays(400) });
        Assert.Equal(
            ["name characters", "subject user_id", "roles[1] enum", "roles[2] unique", "expires_at range"],
            (await answer.ProblemAsync(HttpStatusCode.BadRequest)).Errors);
        using var empty = await admin.PostAsync(AccessDriver.Tokens, new { });
        Assert.Equal(["name required", "subject required", "roles required"], (await empty.ProblemAsync(HttpStatusCode.BadRequest)).Errors);
        using var past = await admin.PostAsync(
            AccessDriver.Tokens, new { name = new string('n', 201), subject = "s", roles = Array.Empty<string>(), expires_at = DateTimeOffset.UtcNow });
        Assert.Equal(["name length", "roles required", "expires_at range"], (await past.ProblemAsync(HttpStatusCode.BadRequest)).Errors);
        using var unknown = await admin.PostAsync(AccessDriver.Tokens, new { name = "n", subject = "s", roles = new[] { "nurse" }, token_id = "mine" });
        await unknown.InvalidAsync("token_id", "unknown");
    }

    [Fact]
    public async Task A_token_of_another_organization_does_not_exist()
    {
        var admin = await fixture.NewOrganizationAsync();
        var other = await fixture.NewOrganizationAsync();
        var issued = await other.CreateAsync(AccessDriver.Tokens, new { name = "Other", subject = "s", roles = new[] { "nurse" } });
        foreach (var id in (string[])[issued.Text("token_id")!, "00000000000000000000"])
        {
            using var read = await admin.Client.GetAsync($"{AccessDriver.Tokens}/{id}");
            await read.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
            using var revoked = await admin.Client.DeleteAsync($"{AccessDriver.Tokens}/{id}");
            await revoked.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        }

        Assert.Equal(JsonValueKind.Null, (await other.ReadAsync($"{AccessDriver.Tokens}/{issued.Text("token_id")}")).GetProperty("revoked_at").ValueKind);
        using var malformed = await admin.Client.GetAsync(AccessDriver.Tokens + "/XYZ");
        await malformed.InvalidAsync("token_id", "token_id");
    }

    [Fact]
    public async Task Nobody_but_an_admin_sees_tokens()
    {
        var admin = await fixture.NewOrganizationAsync();
        foreach (var role in Enum.GetValues<Role>().Except([Role.Admin]))
        {
            var other = await fixture.AsAsync(admin.Organization, UserId.Parse("someone"), role);
            using var list = await other.Client.GetAsync(AccessDriver.Tokens);
            await list.RefusedAsync(HttpStatusCode.Forbidden, "FORBIDDEN");
            using var create = await other.PostAsync(AccessDriver.Tokens, new { name = "n", subject = "s", roles = new[] { "admin" } });
            await create.RefusedAsync(HttpStatusCode.Forbidden, "FORBIDDEN");
        }
    }

    private static string Text(object? value) => value is byte[] bytes ? Base64Url.EncodeToString(bytes) : value?.ToString() ?? "";
}
