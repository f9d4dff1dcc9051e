using Microsoft.Extensions.DependencyInjection;

namespace RunFunctions.Api.Http;

public static class HttpServices
{
    public static IServiceCollection AddHttpContract(this IServiceCollection services) => services
        .AddSingleton(new RouteTable(AppFunctions.All))
        .AddSingleton<CursorProtector>();
}
