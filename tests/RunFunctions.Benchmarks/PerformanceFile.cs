using RunFunctions.TestSupport;

namespace RunFunctions.Benchmarks;

/// <summary>docs/performance.md. The soak takes long and is measured apart: its section stands last and stays when the others are written.</summary>
internal static class PerformanceFile
{
    private static readonly string Path = System.IO.Path.Combine(TestAzurite.RepositoryRoot, "docs", "performance.md");

    /// <summary>Replaces all but the soak.</summary>
    public static async Task WriteMeasuredAsync(string markdown)
    {
        var (_, soak) = await ReadAsync();
        await File.WriteAllTextAsync(Path, markdown + soak);
    }

    /// <summary>Replaces the soak.</summary>
    public static async Task WriteSoakAsync(string markdown)
    {
        var (measured, _) = await ReadAsync();
        await File.WriteAllTextAsync(Path, measured + markdown);
    }

    private static async Task<(string Measured, string Soak)> ReadAsync()
    {
        var text = await File.ReadAllTextAsync(Path);
        var at = text.IndexOf(Environment.NewLine + SoakReport.Heading, StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[at..]);
    }
}
