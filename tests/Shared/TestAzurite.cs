using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RunFunctions.TestSupport;

/// <summary>
/// One Azurite per test process, in memory, on free ports. It lives as long as the pipe to its standard input, so it ends
/// with this process however this process ends.
/// </summary>
public static class TestAzurite
{
    private const string AccountName = "devstoreaccount1";
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    // Node ends when its standard input does: a killed test run leaves nothing behind. Every ten minutes Azurite sweeps up the contents
    // of deleted blobs and answers nothing meanwhile, for minutes when there are tens of thousands: here it never does.
    private const string Bootstrap =
        "process.stdin.resume();process.stdin.on('end',()=>process.exit(0));"
        + "require(require('path').join(process.argv[1],'..','blob','utils','constants')).DEFAULT_GC_INTERVAL_MS=2147483647;"
        + "require(process.argv[1]);";

    private static readonly Lazy<string> Started = new(Start, LazyThreadSafetyMode.ExecutionAndPublication);

    private static Process? _process;

    /// <summary>Connection string of the running emulator (blob, queue and table endpoints).</summary>
    public static string ConnectionString => Started.Value;

    /// <summary>A name that no other test uses: letters and digits, starts with a letter, at most 20 characters.</summary>
    public static string NewPrefix(string stem = "t") => stem + Guid.NewGuid().ToString("N")[..12];

    /// <summary>The repository root: the folder that holds package.json.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    private static string Start()
    {
        var script = Path.Combine(RepositoryRoot, "node_modules", "azurite", "dist", "src", "azurite.js");
        InstallIfMissing(script);
        var ports = FreePorts(3);
        var info = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])
            ["-e", Bootstrap, script, "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent",
             "--blobPort", Text(ports[0]), "--queuePort", Text(ports[1]), "--tablePort", Text(ports[2])])
        {
            info.ArgumentList.Add(argument);
        }

        _process = Process.Start(info) ?? throw new InvalidOperationException("node did not start.");
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        WaitForPorts(ports);
        return string.Create(CultureInfo.InvariantCulture, $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};BlobEndpoint=http://127.0.0.1:{ports[0]}/{AccountName};QueueEndpoint=http://127.0.0.1:{ports[1]}/{AccountName};TableEndpoint=http://127.0.0.1:{ports[2]}/{AccountName};");
    }

    // Test projects run side by side after a fresh clone: the first one installs, the others wait for it.
    private static void InstallIfMissing(string script)
    {
        using var once = new Mutex(initiallyOwned: false, "runfunctions-npm-ci");
        once.WaitOne();
        try
        {
            if (File.Exists(script))
            {
                return;
            }

            var npm = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm") { UseShellExecute = false, WorkingDirectory = RepositoryRoot };
            npm.ArgumentList.Add("ci");
            npm.ArgumentList.Add("--no-audit");
            npm.ArgumentList.Add("--no-fund");
            using var install = Process.Start(npm) ?? throw new InvalidOperationException("npm did not start.");
            install.WaitForExit();
            if (install.ExitCode != 0)
            {
                throw new InvalidOperationException($"'npm ci' ended with exit code {install.ExitCode}.");
            }
        }
        finally
        {
            once.ReleaseMutex();
        }
    }

    private static void WaitForPorts(int[] ports)
    {
        var deadline = Stopwatch.StartNew();
        foreach (var port in ports)
        {
            while (true)
            {
                try
                {
                    using var probe = new TcpClient();
                    probe.Connect(IPAddress.Loopback, port);
                    break;
                }
                catch (SocketException) when (deadline.Elapsed < TimeSpan.FromSeconds(60) && !_process!.HasExited)
                {
                    Thread.Sleep(25);
                }
            }
        }
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        try
        {
            return [.. listeners.Select(listener => { listener.Start(); return ((IPEndPoint)listener.LocalEndpoint).Port; })];
        }
        finally
        {
            foreach (var listener in listeners)
            {
                listener.Dispose();
            }
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "package.json")) && File.Exists(Path.Combine(folder.FullName, "host.json")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The repository root was not found above " + AppContext.BaseDirectory);
    }
}
