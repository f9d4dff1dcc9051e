using System.Globalization;
using System.Text;
using RunFunctions.Benchmarks.Measuring;

namespace RunFunctions.Benchmarks;

/// <summary>docs/performance.md: what is measured, how, and the figures. Names no machine.</summary>
internal sealed class PerformanceReport
{
    private readonly StringBuilder _runs = new();
    private readonly StringBuilder _requests = new();
    private readonly StringBuilder _list = new();

    public void First(TimeSpan idle, double milliseconds) =>
        Line(_runs, $"| the first run of a process, {idle.TotalSeconds:F0} s after its start | 1 | {milliseconds:F0} ms | | | |");

    public void Alone(Samples runs) =>
        Line(_runs, $"| a run alone, from 201 to COMPLETED | {runs.Count} | {runs.Median:F1} ms | {runs.P95:F1} ms | {runs.Min:F1} ms | p50 ≤ 150 ms |");

    public void Queued(int runs, Samples rounds) => Throughput($"{runs} QUEUED runs scheduled at once, until all are COMPLETED", "≥ 31/s", runs, rounds);

    public void Uploaded(int documents, Samples rounds) => Throughput($"{documents} uploads sent at once, until all runs are COMPLETED", "", documents, rounds);

    public void GetDocument(Comparison measured) => Ratio("`GET /api/documents/{document_id}`", "point read of the same row", measured);

    public void Upload(Comparison measured) => Ratio("`POST /api/documents/upload`, 1 MiB", "put of the same bytes as a blob", measured);

    public void List(IReadOnlyList<(int Documents, Samples FirstPage, Samples LastPage)> sizes)
    {
        foreach (var (documents, first, last) in sizes)
        {
            Line(_list, $"| {documents} | {first.Median:F2} ms | {first.P95:F2} ms | {last.Median:F2} ms | {last.P95:F2} ms |");
        }
    }

    public string ToMarkdown() => $"""
        # Performance

        Measured by the benchmark project, and written by it:

            dotnet run --project tests/RunFunctions.Benchmarks -c Release -- app --write

        The whole app runs in the measuring process, with identity, limits and audit as always, on real HTTP, on one Azurite of its own that keeps everything in memory. Absolute figures belong to the machine ({Environment.ProcessorCount} cores, shared by app, client and Azurite); ratios, and figures beside a goal, are what to compare. Things that are compared are measured in turns in the same minutes. Warm-up rounds come before every figure except the first line's; p50 and p95 are nearest-rank percentiles over the rounds given. COMPLETED is taken from the event that the app publishes when its write has succeeded, so that measuring asks storage for nothing.

        ## Runs

        A run is the two-step run of a document: a PDF of 5 KB, text and interpretation stored, every step recorded.

        | What | Rounds | p50 | p95 | Best | Goal |
        |---|---|---|---|---|---|
        {_runs.ToString().TrimEnd()}

        The goal of 31/s is what the Azure Storage provider of the official Durable engine reaches on two cores and one Azurite with orchestrations of two empty activities, where 43–66 ms is its p50 for one alone. A run here has four activities and 14 storage calls of its own beside the engine's (see [storage-budget.md](storage-budget.md)).

        ## Requests

        | Request | Against | Rounds | p50 | p95 | p50 of the reference | Ratio |
        |---|---|---|---|---|---|---|
        {_requests.ToString().TrimEnd()}

        ## List of documents

        A page of 50, by the number of documents in the list; 300 rounds. One query each, whatever the number; what grows is Azurite's own search, which looks at every row of a table for every query.

        | Documents | First page, p50 | p95 | Last page, p50 | p95 |
        |---|---|---|---|---|
        {_list.ToString().TrimEnd()}

        """;

    private void Throughput(string what, string goal, int runs, Samples rounds) =>
        Line(_runs, $"| {what} | {rounds.Count} | {PerSecond(runs, rounds.Median)} | {PerSecond(runs, rounds.P95)} | {PerSecond(runs, rounds.Min)} | {goal} |");

    private void Ratio(string subject, string reference, Comparison measured) =>
        Line(_requests, $"| {subject} | {reference} | {measured.Subject.Count} | {measured.Subject.Median:F2} ms | {measured.Subject.P95:F2} ms | {measured.Reference.Median:F2} ms | {measured.Ratio:F1} |");

    private static string PerSecond(int runs, double milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{runs / milliseconds * 1000:F1}/s");

    private static void Line(StringBuilder into, FormattableString line) => into.AppendLine(FormattableString.Invariant(line));
}
