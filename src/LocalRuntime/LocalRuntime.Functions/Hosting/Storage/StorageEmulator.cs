using System.Net;
using System.Net.Sockets;
using LocalRuntime.Functions.Hosting.Configuration;
using LocalRuntime.Functions.Hosting.Startup;

namespace LocalRuntime.Functions.Hosting.Storage;

/// <summary>Sees to it that development storage answers: uses the emulator that runs, or starts the npm package's.</summary>
internal sealed class StorageEmulator(HostSettings host, StorageEmulatorSettings settings, HostConsole console, TimeProvider time)
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(50);

    private AzuriteProcess? _process;

    /// <exception cref="HostStartException">Node.js or the package is missing, or the emulator does not come up.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!host.UsesDevelopmentStorage || !settings.MayStart || await AnswersAsync(settings.TablePort, cancellationToken))
        {
            return;
        }

        var root = settings.Root ?? ProjectRoot.Find()
            ?? throw new HostStartException($"Nothing answers on 127.0.0.1:{settings.TablePort} and no package.json with Azurite is above {AppContext.BaseDirectory}: start Azurite, or set {HostSettings.StorageSetting} to a connection string.");
        if (!Directory.Exists(Path.Combine(root, "node_modules")))
        {
            await console.Output.WriteLineAsync("Installing the npm packages of this repository (npm ci), once ...");
            await NpmInstallation.RunAsync(settings.NpmCommand, root, cancellationToken);
        }

        await console.Output.WriteLineAsync($"Starting Azurite on ports {string.Join(", ", settings.Ports)} ...");
        _process = AzuriteProcess.Start(settings, root);
        await WaitForPortsAsync(_process, cancellationToken);
    }

    public async Task StopAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.StopAsync();
        }
    }

    private async Task WaitForPortsAsync(AzuriteProcess process, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        foreach (var port in settings.Ports)
        {
            while (!await AnswersAsync(port, cancellationToken))
            {
                if (process.HasExited || time.GetElapsedTime(started) > StartLimit)
                {
                    var reason = process.HasExited ? "ended while starting" : $"did not answer on 127.0.0.1:{port} within {StartLimit.TotalSeconds} seconds";
                    await StopAsync();
                    throw new HostStartException($"Azurite {reason}: {process.LastErrorLine}");
                }

                await Task.Delay(ProbeInterval, time, cancellationToken);
            }
        }
    }

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var probe = new TcpClient();
            await probe.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
