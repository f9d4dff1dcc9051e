using System.Diagnostics;

namespace RunFunctions.Infrastructure.Ocr;

/// <summary>
/// Starts a program without a shell and without the surroundings of this process, which hold secrets. What it says on
/// standard error is thrown away: it may quote the document.
/// </summary>
internal static class ToolProcess
{
    private static readonly string[] Inherited = ["PATH", "TESSDATA_PREFIX", "SystemRoot"];

    /// <param name="program">Full path.</param>
    /// <param name="arguments">Given as they are.</param>
    /// <param name="folder">Where it runs and keeps what it needs for a while.</param>
    /// <param name="maxOutput">Bytes of standard output; more end the program.</param>
    /// <param name="cancellationToken">Kills the program and all that it started.</param>
    /// <exception cref="ToolException">It gave up, or wrote too much.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">It could not be started.</exception>
    public static async Task<byte[]> RunAsync(
        string program, IEnumerable<string> arguments, string folder, int maxOutput, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var process = Process.Start(StartInfo(program, arguments, folder)) ?? throw new ToolException(isTooLong: false);
        try
        {
            process.StandardInput.Close();
            var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellationToken);
            var output = await ReadAsync(process.StandardOutput.BaseStream, maxOutput, cancellationToken);
            await errors;
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? output : throw new ToolException(isTooLong: false);
        }
        finally
        {
            Kill(process);
        }
    }

    private static ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        start.Environment.Clear();
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                start.Environment[name] = value;
            }
        }

        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["HOME"] = folder;
        start.Environment["TMPDIR"] = folder;

        // Threads of one page help little, and take the processor from other runs.
        start.Environment["OMP_THREAD_LIMIT"] = "1";
        return start;
    }

    private static async Task<byte[]> ReadAsync(Stream output, int maxOutput, CancellationToken cancellationToken)
    {
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (var count = 1; count > 0; read.Write(buffer, 0, count))
        {
            count = await output.ReadAsync(buffer, cancellationToken);
            if (read.Length + count > maxOutput)
            {
                throw new ToolException(isTooLong: true);
            }
        }

        return read.ToArray();
    }

    private static void Kill(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
    }
}

/// <summary>A program did not do what it was started for. Says nothing of what it wrote.</summary>
internal sealed class ToolException(bool isTooLong) : Exception("An external program failed.")
{
    /// <summary>Whether it wrote more than it may.</summary>
    public bool IsTooLong => isTooLong;
}
