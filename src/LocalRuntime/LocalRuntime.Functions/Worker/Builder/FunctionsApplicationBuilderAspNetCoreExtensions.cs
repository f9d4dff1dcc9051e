using LocalRuntime.Functions.Hosting.Http;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>ASP.NET Core types in HTTP functions.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>
    /// Lets HTTP functions take <c>HttpRequest</c> and return <c>IResult</c> or <c>IActionResult</c>. Middleware added before
    /// this call runs without an HTTP context.
    /// </summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AspNetCoreIntegration.Add(builder);
        return builder;
    }
}
