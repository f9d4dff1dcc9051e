using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Ports;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>Who belongs to an organization; it never loses its last active admin.</summary>
public sealed class MembershipTests(AccessFixture fixture) : IClassFixture<AccessFixture>
{
    private static readonly string[] ViewMembers = ["organization", "subject", "roles", "is_active", "created_at", "created_by", "updated_at"];

    [Fact]
    public async Task A_member_is_added_read_changed_and_removed()
    {
        var admin = await fixture.NewOrganizationAsync();
        var added = await admin.AddMemberAsync("maria@example.org", "nurse", "clinician");
        Assert.Equal(ViewMembers, added.Members());
        Assert.Equal(("admin-1", true), (added.Text("created_by"), added.GetProperty("is_active").GetBoolean()));
        const string path = AccessDriver.Memberships + "/maria@example.org";
        Assert.Equal(["clinician", "nurse"], Roles(await admin.ReadAsync(path)));

        var changed = await admin.ChangeAsync(path, new { roles = new[] { "reviewer" } });
        Assert.Equal(["reviewer"], Roles(changed));
        Assert.True(changed.GetProperty("is_active").GetBoolean());
        Assert.False((await admin.ChangeAsync(path, new { is_active = false })).GetProperty("is_active").GetBoolean());
        Assert.Equal(["reviewer"], Roles(await admin.ReadAsync(path)));

        await admin.DeleteAsync(path);
        using var gone = await admin.Client.GetAsync(path);
        await gone.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        using var again = await admin.Client.DeleteAsync(path);
        await again.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        using var unknown = await admin.PatchAsync(path, new { is_active = true });
        await unknown.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_is_deactivated_or_removed_has_no_token_afterwards(bool removed)
    {
        var admin = await fixture.NewOrganizationAsync();
        await admin.AddMemberAsync("maria", "nurse");
        List<HttpClient> clients = [];
        for (var i = 0; i < 3; i++)
        {
            var issued = await admin.CreateAsync(AccessDriver.Tokens, new { name = $"Token {i}", subject = i < 2 ? "maria" : "other", roles = new[] { "nurse" } });
            clients.Add(fixture.App.NewClient().With(issued.Text("token")!));
        }

        const string path = AccessDriver.Memberships + "/maria";
        if (removed)
        {
            await admin.DeleteAsync(path);
        }
        else
        {
            await admin.ChangeAsync(path, new { is_active = false });
            using var refused = await admin.PostAsync(AccessDriver.Tokens, new { name = "n", subject = "maria", roles = new[] { "nurse" } });
            await refused.ConflictAsync("MEMBER_INACTIVE");
        }

        HttpStatusCode[] expected = [HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.OK];
        foreach (var (client, status) in clients.Zip(expected))
        {
            using var answer = await client.GetAsync("/api/access/me");
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_last_active_admin_can_be_neither_removed_nor_deactivated_nor_demoted()
    {
        var admin = await fixture.NewOrganizationAsync();
        await admin.AddMemberAsync("boss", "admin", "reviewer");
        const string boss = AccessDriver.Memberships + "/boss";
        using (var demoted = await admin.PatchAsync(boss, new { roles = new[] { "reviewer" } }))
        using (var deactivated = await admin.PatchAsync(boss, new { is_active = false }))
        using (var removed = await admin.Client.DeleteAsync(boss))
        {
            await demoted.ConflictAsync("LAST_ADMIN");
            await deactivated.ConflictAsync("LAST_ADMIN");
            await removed.ConflictAsync("LAST_ADMIN");
        }

        Assert.Equal(["admin"], Roles(await admin.ChangeAsync(boss, new { roles = new[] { "admin" } })));
        await admin.AddMemberAsync("deputy", "nurse");
        await admin.ChangeAsync(AccessDriver.Memberships + "/deputy", new { roles = new[] { "admin" } });
        await admin.DeleteAsync(boss);
        using var last = await admin.Client.DeleteAsync(AccessDriver.Memberships + "/deputy");
        await last.ConflictAsync("LAST_ADMIN");
    }

    [Fact]
    public async Task Of_all_admins_removed_at_once_one_remains()
    {
        for (var round = 0; round < 3; round++)
        {
            var admin = await fixture.NewOrganizationAsync();
            string[] admins = ["a", "b", "c", "d"];
            await Task.WhenAll(admins.Select(name => admin.AddMemberAsync(name, "admin")));

            var answers = await Task.WhenAll(
                admin.Client.DeleteAsync(AccessDriver.Memberships + "/a"),
                admin.Client.DeleteAsync(AccessDriver.Memberships + "/b"),
                admin.PatchAsync(AccessDriver.Memberships + "/c", new { is_active = false }),
                admin.PatchAsync(AccessDriver.Memberships + "/d", new { roles = new[] { "nurse" } }));

            await Assert.Single(answers, answer => !answer.IsSuccessStatusCode).ConflictAsync("LAST_ADMIN");
            var store = fixture.App.Services.GetRequiredService<IMembershipStore>();
            var members = await store.ListAsync(admin.Organization, limit: 10, after: null, CancellationToken.None);
            Assert.Single(members.Items, member => member.IsActiveAdmin);
        }
    }

    [Fact]
    public async Task Of_many_memberships_for_one_user_one_is_made()
    {
        var admin = await fixture.NewOrganizationAsync();
        foreach (var role in (string[])["nurse", "admin"])
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => admin.PostAsync(AccessDriver.Memberships, new { subject = role, roles = new[] { role } })));
            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
            foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
            {
                await refused.ConflictAsync("MEMBERSHIP_EXISTS");
            }
        }

        // Counted once: the one admin cannot go.
        using var last = await admin.Client.DeleteAsync(AccessDriver.Memberships + "/admin");
        await last.ConflictAsync("LAST_ADMIN");
    }

    [Fact]
    public async Task Pages_hold_every_member_once_in_order_and_nobody_of_another_organization()
    {
        var admin = await fixture.NewOrganizationAsync();
        var other = await fixture.NewOrganizationAsync();
        await other.AddMemberAsync("member-9", "nurse");
        string[] names = ["member-1", "Member-2", "0", "zoe@example.org", "a.b_c", "member-3"];
        foreach (var name in names)
        {
            await admin.AddMemberAsync(name, "admin");
        }

        var listed = await admin.ListAsync(AccessDriver.Memberships, limit: 2);
        Assert.Equal(names.Order(StringComparer.Ordinal), listed.Select(member => member.Text("subject")!));
    }

    [Fact]
    public async Task Bad_members_are_refused_with_everything_that_is_wrong()
    {
        var admin = await fixture.NewOrganizationAsync();
        using var answer = await admin.PostAsync(AccessDriver.Memberships, new { subject = "a|b", roles = new[] { "Admin" } });
        Assert.Equal(["subject user_id", "roles[0] enum"], (await answer.ProblemAsync(HttpStatusCode.BadRequest)).Errors);
        using var text = await admin.Client.PostAsync(AccessDriver.Memberships, new StringContent("{"));
        await text.RefusedAsync(HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
        await admin.AddMemberAsync("maria", "nurse");
        using var noRoles = await admin.PatchAsync(AccessDriver.Memberships + "/maria", new { roles = Array.Empty<string>() });
        await noRoles.InvalidAsync("roles", "required");
        using var malformed = await admin.Client.GetAsync(AccessDriver.Memberships + "/a%7Cb");
        await malformed.InvalidAsync("subject", "user_id");
    }

    private static IEnumerable<string> Roles(JsonElement member) => member.GetProperty("roles").EnumerateArray().Select(role => role.GetString()!);
}
