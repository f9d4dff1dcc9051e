using System.Globalization;
using System.Text;
using RunFunctions.Benchmarks.Scale;

namespace RunFunctions.Benchmarks;

/// <summary>What a soak came to: a line each for the console, a section for docs/performance.md.</summary>
internal static class SoakReport
{
    /// <summary>Of the section.</summary>
    public const string Heading = "## Memory over thousands of runs";

    public static string Line(SoakState state) => string.Create(
        CultureInfo.InvariantCulture,
        $"{state.Runs,7} runs {state.PerSecond,6:F1}/s {state.ManagedMegabytes,6:F0} MB managed {state.WorkingSetMegabytes,6:F0} MB in all");

    public static string ToMarkdown(IEnumerable<SoakState> states)
    {
        var rows = new StringBuilder();
        foreach (var state in states)
        {
            rows.AppendLine(CultureInfo.InvariantCulture, $"| {state.Runs:N0} | {state.ManagedMegabytes:F0} MB | {state.WorkingSetMegabytes:F0} MB | {state.PerSecond:F1}/s |");
        }

        return $"""

            {Heading}

                dotnet run --project tests/RunFunctions.Benchmarks -c Release -- soak 20000 --write

            Real runs, uploaded in groups of 50, all in one process that holds the app and its client; every 500 runs another organization. Managed memory after a full collection; the whole process, which keeps what a busy moment needed; the pace since the line before, on a machine that may have done other work as well. What a process remembers of rows, blobs and lists is bounded (10,000 each) and grows until then. After each group its blobs are deleted, the rows stay.

            | Runs | Managed | Process | Pace |
            |---|---|---|---|
            {rows.ToString().TrimEnd()}

            """;
    }
}
