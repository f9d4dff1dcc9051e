using System.ComponentModel;
using System.Diagnostics;

namespace LocalRuntime.Functions.Hosting.Storage;

/// <summary>Installs the npm packages that package-lock.json pins; npm's own progress goes to the user's terminal.</summary>
internal static class NpmInstallation
{
    /// <exception cref="HostStartException">npm is missing or failed.</exception>
    public static async Task RunAsync(string npmCommand, string root, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(npmCommand) { UseShellExecute = false, WorkingDirectory = root };
        foreach (var argument in (string[])["ci", "--no-audit", "--no-fund"])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
            {
                throw new HostStartException($"'npm ci' in {root} failed with exit code {process.ExitCode}.");
            }
        }
        catch (Win32Exception exception)
        {
            throw new HostStartException($"npm ('{npmCommand}') was not found, and Azurite needs it: install Node.js 20 or newer, or set {HostSettings.StorageSetting} to a connection string.", exception);
        }
    }
}
