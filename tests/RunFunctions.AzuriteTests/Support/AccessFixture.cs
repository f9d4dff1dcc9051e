using RunFunctions.Core.Access.Domain;

namespace RunFunctions.AzuriteTests.Support;

/// <summary>One app for the tests of a class; each test takes an organization that nobody else uses, with an admin of its own.</summary>
public sealed class AccessFixture : IAsyncLifetime
{
    public static readonly UserId Admin = UserId.Parse("admin-1");

    internal AppHost App { get; private set; } = null!;

    public async Task InitializeAsync() => App = await AppHost.StartAsync();

    public async Task DisposeAsync() => await App.DisposeAsync();

    /// <summary>A new organization as its admin sees it; the admin is nobody's member.</summary>
    internal async Task<AccessDriver> NewOrganizationAsync() => await AsAsync(NewId(), Admin, Role.Admin);

    /// <summary>Somebody of an organization.</summary>
    internal async Task<AccessDriver> AsAsync(OrganizationId organization, UserId user, params IReadOnlyCollection<Role> roles) =>
        new(await App.NewClientAsync(organization, user, roles), organization);

    internal static OrganizationId NewId() => OrganizationId.Parse($"org-{Guid.NewGuid():N}");
}
