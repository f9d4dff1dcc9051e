using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.Api.Http;

public static class HttpServices
{
    public static IServiceCollection AddHttpContract(this IServiceCollection services) => services
        .AddSingleton(new RouteTable(AppFunctions.All))
        .AddSingleton<SigningKeyTable>()
        .AddSingleton<CursorProtector>();
}
