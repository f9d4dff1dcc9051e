using System.Net;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>An admin may found organizations, and sees and changes none but their own.</summary>
public sealed class OrganizationTests(AccessFixture fixture) : IClassFixture<AccessFixture>
{
    [Fact]
    public async Task Whoever_creates_an_organization_is_its_first_admin_and_gets_a_token_for_it()
    {
        var founder = await fixture.NewOrganizationAsync();
        var created = await founder.CreateAsync(AccessDriver.Organizations, new { name = "Clinic North" });
        var id = created.Text("organization_id")!;
        Assert.True(OrganizationId.TryParse(id, out var organization));
        Assert.Equal(["organization_id", "name", "created_at", "created_by", "admin_token"], created.Members());

        using var client = fixture.App.NewClient().With(created.GetProperty("admin_token").Text("token")!);
        var admin = new AccessDriver(client, organization);
        var own = Assert.Single(await admin.ListAsync(AccessDriver.Organizations, limit: 5));
        Assert.Equal((id, "Clinic North"), (own.Text("organization_id"), own.Text("name")));
        var member = Assert.Single(await admin.ListAsync(AccessDriver.Memberships, limit: 5));
        Assert.Equal("admin-1", member.Text("subject"));
        Assert.Equal("Clinic South", (await admin.ChangeAsync($"{AccessDriver.Organizations}/{id}", new { name = "Clinic South" })).Text("name"));
        Assert.Equal("Clinic South", (await admin.ReadAsync($"{AccessDriver.Organizations}/{id}")).Text("name"));

        using var foreign = await founder.Client.GetAsync($"{AccessDriver.Organizations}/{id}");
        await foreign.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        using var renamed = await founder.PatchAsync($"{AccessDriver.Organizations}/{id}", new { name = "Mine" });
        await renamed.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task Of_many_creations_with_one_id_one_succeeds()
    {
        var organizations = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => fixture.NewOrganizationAsync()));
        var wanted = new { organization_id = AccessFixture.NewId().Value, name = "Contested" };
        var answers = await Task.WhenAll(organizations.Select(admin => admin.PostAsync(AccessDriver.Organizations, wanted)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            await refused.ConflictAsync("ORGANIZATION_EXISTS");
        }
    }

    [Fact]
    public async Task A_finished_creation_is_not_repeated_even_by_its_creator()
    {
        var founder = await fixture.NewOrganizationAsync();
        var wanted = new { organization_id = AccessFixture.NewId().Value, name = "Once" };
        await founder.CreateAsync(AccessDriver.Organizations, wanted);
        using var again = await founder.PostAsync(AccessDriver.Organizations, wanted);
        await again.ConflictAsync("ORGANIZATION_EXISTS");
    }

    [Fact]
    public async Task Bad_names_and_ids_are_refused()
    {
        var admin = await fixture.NewOrganizationAsync();
        using var answer = await admin.PostAsync(AccessDriver.Organizations, new { organization_id = "No Such", name = " " });
        Assert.Equal(["organization_id organization_id", "name length"], (await answer.ProblemAsync(HttpStatusCode.BadRequest)).Errors);
        using var renamed = await admin.PatchAsync($"{AccessDriver.Organizations}/{admin.Organization}", new { });
        await renamed.InvalidAsync("name", "required");
        using var inactive = await admin.PatchAsync($"{AccessDriver.Organizations}/{admin.Organization}", new { is_active = false });
        await inactive.InvalidAsync("is_active", "unknown");
        using var malformed = await admin.Client.GetAsync(AccessDriver.Organizations + "/UPPER");
        await malformed.InvalidAsync("organization_id", "organization_id");
    }
}
