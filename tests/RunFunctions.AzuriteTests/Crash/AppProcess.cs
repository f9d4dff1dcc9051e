using System.Diagnostics;
using System.Globalization;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>One life of the app: a child process that listens on a free port until it is killed.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private const string Announcement = "Listening on ";

    private readonly Process _process;
    private readonly Task _output;
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AppProcess(Process process, TextWriter log)
    {
        _process = process;
        _output = Task.WhenAll(ReadAsync(process.StandardOutput, log), ReadAsync(process.StandardError, log));
    }

    /// <summary>Its address, once it listens.</summary>
    public Task<Uri> Listening => _listening.Task;

    public DateTimeOffset StartedAt { get; } = TimeProvider.System.GetUtcNow();

    public DateTimeOffset? ListeningAt { get; private set; }

    /// <param name="environment">Settings of the app as environment variables.</param>
    /// <param name="log">Takes what the process prints; must stand concurrent writers.</param>
    public static AppProcess Start(IReadOnlyDictionary<string, string> environment, TextWriter log)
    {
        var info = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "RunFunctions.Api.dll"), "--port", "0"])
        {
            info.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        return new AppProcess(Process.Start(info) ?? throw new InvalidOperationException("The app did not start."), log);
    }

    /// <summary>SIGTERM: asks the process to stop in order. Returns its exit code when it is gone.</summary>
    /// <exception cref="TimeoutException">It is still there after <paramref name="limit"/>.</exception>
    public async Task<int> TerminateAsync(TimeSpan limit)
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        await _process.WaitForExitAsync().WaitAsync(limit);
        await _output;
        return _process.ExitCode;
    }

    /// <summary>SIGKILL: no handler runs, no buffer is flushed. Returns when the process is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: false);
        await _process.WaitForExitAsync();
        await _output;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader output, TextWriter log)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            await log.WriteLineAsync(line);
            if (line.StartsWith(Announcement, StringComparison.Ordinal))
            {
                ListeningAt = TimeProvider.System.GetUtcNow();
                _listening.TrySetResult(new Uri(line[Announcement.Length..]));
            }
        }

        _listening.TrySetException(new InvalidOperationException("The app ended before it listened."));
    }
}
