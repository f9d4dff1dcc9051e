using LocalRuntime.Functions.Hosting.Catalog;
using LocalRuntime.Functions.Hosting.Http;
using LocalRuntime.Functions.Hosting.Keys;
using LocalRuntime.Functions.Hosting.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LocalRuntime.Functions.Hosting.Startup;

/// <summary>
/// Starts storage, then triggers, then the app's services and HTTP. Stops HTTP and the triggers first, so that the app's services
/// outlive the functions that use them, as they do when the official host drains its worker.
/// </summary>
internal sealed partial class FunctionsHost(WebApplication web) : IHost, IAsyncDisposable
{
    // What functions may take of the time for shutdown; the rest is the services'.
    private const double ShareOfFunctions = 2.0 / 3;

    private readonly Stack<Stop> _stops = [];

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

        var timeout = Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;
        using var all = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        all.CancelAfter(timeout);
        using var functions = CancellationTokenSource.CreateLinkedTokenSource(all.Token);
        functions.CancelAfter(timeout * ShareOfFunctions);
        List<Exception> failures = [];
        while (_stops.TryPop(out var stop))
        {
            var limit = stop.IsOfFunctions ? functions.Token : all.Token;
            try
            {
                await stop.RunAsync(limit);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
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
        _stops.Push(new Stop(_ => storage.StopAsync()));
        await storage.StartAsync(cancellationToken);
        _stops.Push(new Stop(web.StopAsync));
        foreach (var listener in Services.GetServices<ITriggerListener>())
        {
            _stops.Push(new Stop(listener.StopAsync, IsOfFunctions: true));
            await listener.StartAsync(cancellationToken);
        }

        _stops.Push(new Stop(Services.GetRequiredService<IServer>().StopAsync, IsOfFunctions: true));
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

    /// <param name="RunAsync">Stops one thing; the token says when its time is up.</param>
    /// <param name="IsOfFunctions">Whether it waits for functions that execute.</param>
    private sealed record Stop(Func<CancellationToken, Task> RunAsync, bool IsOfFunctions = false);

    [LoggerMessage(1, LogLevel.Warning, "Something was still running when the time for shutdown was up.")]
    private static partial void LogTimeIsUp(ILogger logger);
}
