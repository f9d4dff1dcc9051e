using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace RunFunctions.Infrastructure.Telemetry;

/// <summary>
/// Sends traces and metrics to an OpenTelemetry collector when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one. Protocol, headers,
/// sampling and intervals are the standard <c>OTEL_*</c> settings.
/// </summary>
public sealed class TelemetryExport(IConfiguration configuration) : IHostedService, IDisposable
{
    /// <summary>Address of the collector; nothing is exported without it.</summary>
    public const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string ServiceNameSetting = "OTEL_SERVICE_NAME";
    private const int FlushLimitMilliseconds = 3000;

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    /// <summary>Sources of spans: requests, functions, orchestrations and activities, storage calls.</summary>
    public static IReadOnlyList<string> Sources { get; } =
        ["Microsoft.AspNetCore", "Microsoft.Azure.Functions.Worker", "Microsoft.DurableTask", "RunFunctions.Storage"];

    /// <summary>Sources of metrics: the app's own, and the runtime's memory, threads and exceptions.</summary>
    public static IReadOnlyList<string> Meters { get; } = ["RunFunctions.*", "System.Runtime"];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration[EndpointSetting] is { Length: > 0 })
        {
            _traces = Sdk.CreateTracerProviderBuilder()
                .ConfigureServices(services => services.AddSingleton(configuration))
                .ConfigureResource(Describe)
                .AddSource([.. Sources])
                .AddOtlpExporter()
                .Build();
            _metrics = Sdk.CreateMeterProviderBuilder()
                .ConfigureServices(services => services.AddSingleton(configuration))
                .ConfigureResource(Describe)
                .AddMeter([.. Meters])
                .AddOtlpExporter()
                .Build();
        }

        return Task.CompletedTask;
    }

    /// <summary>Sends what has not been sent; a collector that does not answer is not waited for any longer than three seconds.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => _traces?.Shutdown(FlushLimitMilliseconds), CancellationToken.None),
        Task.Run(() => _metrics?.Shutdown(FlushLimitMilliseconds), CancellationToken.None));

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private void Describe(ResourceBuilder resource)
    {
        if (configuration[ServiceNameSetting] is not { Length: > 0 })
        {
            resource.AddService("runfunctions");
        }
    }
}
