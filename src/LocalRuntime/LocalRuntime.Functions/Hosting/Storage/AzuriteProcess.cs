using System.ComponentModel;
using System.Diagnostics;

namespace LocalRuntime.Functions.Hosting.Storage;

/// <summary>
/// Azurite as a child process. It lives as long as the pipe to its standard input: however this process ends, Azurite writes
/// what it holds and ends too.
/// </summary>
internal sealed class AzuriteProcess
{
    // Ctrl+C reaches every process of the terminal; Azurite must outlive the host's own shutdown, so it only listens to the
    // pipe. Emitting the event inside the process runs Azurite's own orderly shutdown on every system.
    private const string Bootstrap =
        """
        const once = process.once;
        process.once = function (name, handler) { return name === 'SIGINT' ? process : once.call(process, name, handler); };
        process.on('SIGINT', () => {});
        process.stdin.resume();
        process.stdin.on('end', () => {
          if (!process.emit('SIGTERM')) process.exit(0);
          setTimeout(() => process.exit(1), 10000).unref();
        });
        require(process.argv[1]);
        """;

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(15);

    private readonly Process _process;

    private AzuriteProcess(Process process)
    {
        _process = process;
        // Both pipes are read, or a full one would stop the child.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => LastErrorLine = string.IsNullOrWhiteSpace(line.Data) ? LastErrorLine : line.Data;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool HasExited => _process.HasExited;

    public string LastErrorLine { get; private set; } = "no reason given.";

    /// <exception cref="HostStartException">Node.js or the package is missing.</exception>
    public static AzuriteProcess Start(StorageEmulatorSettings settings, string root)
    {
        var script = Path.Combine(root, "node_modules", "azurite", "dist", "src", "azurite.js");
        if (!File.Exists(script))
        {
            throw new HostStartException($"Azurite is not installed in {root}: run 'npm ci' there, or set {HostSettings.StorageSetting} to a connection string.");
        }

        var start = new ProcessStartInfo(settings.NodeCommand)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = root,
        };
        foreach (var argument in (string[])
            ["-e", Bootstrap, script, "--skipApiVersionCheck", "--disableTelemetry", "--silent",
             "--location", settings.DataFolder ?? Path.Combine(root, ".azurite"),
             "--blobPort", $"{settings.BlobPort}", "--queuePort", $"{settings.QueuePort}", "--tablePort", $"{settings.TablePort}"])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return new AzuriteProcess(Process.Start(start)!);
        }
        catch (Win32Exception exception)
        {
            throw new HostStartException($"Node.js ('{settings.NodeCommand}') was not found, and Azurite needs it: install Node.js 20 or newer, or set {HostSettings.StorageSetting} to a connection string.", exception);
        }
    }

    /// <summary>Lets Azurite write its data and end; ends it by force when it does not.</summary>
    public async Task StopAsync()
    {
        using var process = _process;
        try
        {
            process.StandardInput.Close();
            using var limit = new CancellationTokenSource(StopLimit);
            await process.WaitForExitAsync(limit.Token);
        }
        catch (IOException)
        {
            // The pipe is broken: the process has ended already.
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
