using LocalRuntime.Functions.Hosting.Catalog;
using LocalRuntime.Functions.Hosting.Http;
using LocalRuntime.Functions.Hosting.Keys;
using LocalRuntime.Functions.Hosting.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LocalRuntime.Functions.Hosting.Startup;

/// <summary>Starts storage, then triggers, then HTTP; stops in reverse.</summary>
internal sealed partial class FunctionsHost(WebApplication web) : IHost, IAsyncDisposable
{
    private readonly Stack<Func<CancellationToken, Task>> _stops = [];

    public IServiceProvider Services => web.Services;

    /// <exception cref="HostStartException">
    /// The host cannot start, and a program embeds it. A program that is the app itself prints the reason instead, stops and
    /// ends with exit code 1.
    /// </exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await StartInOrderAsync(cancellationToken);
        }
        catch (HostStartException exception) when (!FunctionAssemblies.AreNamed(web.Configuration))
        {
            await StopAsync(CancellationToken.None);
            await Services.GetRequiredService<HostConsole>().Error.WriteLineAsync(exception.Message);
            Environment.ExitCode = 1;
            web.Lifetime.StopApplication();
        }
        catch
        {
            await StopAsync(CancellationToken.None);
            throw;
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (_stops.Count == 0)
        {
            return;
        }

        using var limit = new CancellationTokenSource(Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        List<Exception> failures = [];
        while (_stops.TryPop(out var stop))
        {
            try
            {
                await stop(linked.Token);
            }
            catch (OperationCanceledException) when (linked.IsCancellationRequested)
            {
                LogTimeIsUp(web.Logger);
            }
#pragma warning disable CA1031 // What was started after it is stopped; what was started before it must be stopped too.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failures.Add(exception);
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException("Not everything could be stopped in order.", failures);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await web.DisposeAsync();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task StartInOrderAsync(CancellationToken cancellationToken)
    {
        // Everything that may be wrong with the app itself is found before anything is started.
        Services.GetRequiredService<StartFailures>().ThrowIfAny();
        _ = Services.GetRequiredService<IFunctionInvoker>();
        MapEndpoints(Services.GetRequiredService<HttpRouteTable>());

        Services.GetRequiredService<ListenAddress>().EnsureFree();

        var storage = Services.GetRequiredService<StorageEmulator>();
        _stops.Push(_ => storage.StopAsync());
        await storage.StartAsync(cancellationToken);
        foreach (var listener in Services.GetServices<ITriggerListener>())
        {
            _stops.Push(listener.StopAsync);
            await listener.StartAsync(cancellationToken);
        }

        _stops.Push(web.StopAsync);
        await web.StartAsync(cancellationToken);
        await Services.GetRequiredService<StartupReport>().WriteAsync();
    }

    private void MapEndpoints(HttpRouteTable routes)
    {
        foreach (var webhooks in Services.GetServices<IWebhookProvider>())
        {
            webhooks.Map(web);
        }

        if (Services.GetService<HttpFunctionEndpoints>() is { } functions)
        {
            functions.Map(web);
            if (routes.AskForKeys)
            {
                Services.GetRequiredService<FunctionKeyStore>().Load();
            }
        }
        else if (routes.Routes is [var route, ..])
        {
            throw new HostStartException($"The function '{route.Function.Name}' has an HTTP trigger: call {nameof(Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilderAspNetCoreExtensions.ConfigureFunctionsWebApplication)}() on the builder.");
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Something was still running when the time for shutdown was up.")]
    private static partial void LogTimeIsUp(ILogger logger);
}
