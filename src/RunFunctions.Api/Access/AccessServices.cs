using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.Api.Access;

public static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection("Access").Get<AccessSettings>() ?? new AccessSettings())
        .AddSingleton<ConfiguredKeys>()
        .AddSingleton<IKeyRing, SigningKeyTable>()
        .AddSingleton<ITokenStore, TokenTable>()
        .AddSingleton<IMembershipStore, NoMembers>()
        .AddSingleton<CredentialCache<AccessToken>>()
        .AddSingleton<CredentialCache<Membership>>()
        .AddSingleton((configuration.GetSection("Access:RateLimit").Get<RateLimitSettings>() ?? new RateLimitSettings()).Checked())
        .AddSingleton<RateLimits>()
        .AddSingleton<IssueToken>()
        .AddSingleton<IssueLink>()
        .AddSingleton<RecogniseLink>()
        .AddSingleton<RecogniseToken>()
        .AddSingleton<RecogniseLogin>()
        .AddSingleton<AppServiceLogins>();

    private sealed class NoMembers : IMembershipStore
    {
        public Task<Core.Engine.Ports.Versioned<Membership>?> FindAsync(OrganizationId organization, UserId user, CancellationToken cancellationToken) =>
            Task.FromResult<Core.Engine.Ports.Versioned<Membership>?>(null);

        public Task<bool> TryAddAsync(Membership membership, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<MembershipWrite> TryChangeAsync(Core.Engine.Ports.Versioned<Membership> before, Membership? after, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Core.Results.ListPage<Membership>> ListAsync(OrganizationId organization, int limit, string? after, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
