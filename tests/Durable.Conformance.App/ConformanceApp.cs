using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Durable.Conformance.App;

/// <summary>The app, put together.</summary>
public static class ConformanceApp
{
    /// <param name="args">Command line of the host; the official one has none.</param>
    public static IHost Build(params string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.Services.AddSingleton<ILoggerProvider, ObservedLogs>();
        builder.Logging.AddFilter<ObservedLogs>(ObservedLogs.Category, LogLevel.Trace);
        return builder.Build();
    }
}
