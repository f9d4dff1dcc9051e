using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using RunFunctions.Api.Access;
using RunFunctions.Api.Documents;
using RunFunctions.Api.Engine;
using RunFunctions.Api.Http;
using RunFunctions.Api.Platform;

namespace RunFunctions.Api;

/// <summary>The whole app on a builder: middleware in order, then one registration per room.</summary>
public static class RunFunctionsApp
{
    public static FunctionsApplicationBuilder AddRunFunctions(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<RequestTelemetryMiddleware>();
        builder.UseMiddleware<RequestIdMiddleware>();
        builder.UseMiddleware<SecurityHeadersMiddleware>();
        builder.UseMiddleware<CorsMiddleware>();
        builder.UseMiddleware<ErrorMiddleware>();
        builder.UseMiddleware<AuditMiddleware>();
        builder.UseMiddleware<PathIdsMiddleware>();
        builder.UseMiddleware<QueryParametersMiddleware>();
        builder.UseMiddleware<BodySizeMiddleware>();
        builder.UseMiddleware<StorageSetupMiddleware>();
        builder.UseMiddleware<IdentityMiddleware>();
        builder.UseMiddleware<RateLimitMiddleware>();
        builder.UseMiddleware<AccessMiddleware>();
        builder.UseMiddleware<IdempotencyMiddleware>();
        builder.UseMiddleware<StorageMeterMiddleware>();

        builder.Logging.AddLogOutput(builder.Configuration, builder.Environment);
        builder.Services
            .AddPlatform(builder.Configuration)
            .AddAccess(builder.Configuration)
            .AddHttpContract(builder.Configuration)
            .AddEngine(builder.Configuration)
            .AddDocuments(builder.Configuration);
        return builder;
    }
}
