using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace RunFunctions.Api.Http;

public static class HttpServices
{
    public static IServiceCollection AddHttpContract(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(new CorsOrigins(configuration.GetSection("Http:Cors").Get<CorsSettings>() ?? new CorsSettings()))
        .AddSingleton(new RouteTable(AppFunctions.All))
        .AddSingleton<CursorProtector>()
        .AddSingleton<ListQuery>();
}
