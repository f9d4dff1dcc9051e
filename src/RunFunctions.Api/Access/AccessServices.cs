using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;

namespace RunFunctions.Api.Access;

public static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services) =>
        services.AddSingleton<IOrganizations, DevelopmentOrganization>();

    /// <summary>The one organization there is until callers have identities.</summary>
    private sealed class DevelopmentOrganization : IOrganizations
    {
        public OrganizationId Current { get; } = OrganizationId.Parse("development");

        public IReadOnlyList<OrganizationId> All => [Current];
    }
}
