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
        .AddSingleton<CredentialCache<AccessToken>>()
        .AddSingleton<CredentialCache<Membership>>()
        .AddSingleton<IssueToken>()
        .AddSingleton<RecogniseToken>()
        .AddSingleton<RecogniseLogin>()
        .AddSingleton<AppServiceLogins>();
}
