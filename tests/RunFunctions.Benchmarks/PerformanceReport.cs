using System.Globalization;
using System.Text;
using RunFunctions.Benchmarks.Measuring;
using RunFunctions.Benchmarks.Scale;

namespace RunFunctions.Benchmarks;

/// <summary>docs/performance.md: what is measured, how, and the figures. Names no machine.</summary>
internal sealed class PerformanceReport
{
    private readonly StringBuilder _goals = new();
    private readonly StringBuilder _runs = new();
    private readonly StringBuilder _requests = new();
    private readonly StringBuilder _list = new();
    private readonly StringBuilder _scale = new();
    private readonly StringBuilder _emulator = new();

    public void First(TimeSpan idle, double milliseconds) =>
        Line(_runs, $"| the first run of a process, {idle.TotalSeconds:F0} s after its start | 1 | {milliseconds:F0} ms | | |");

    public void Alone(Samples runs)
    {
        Line(_runs, $"| a run alone, from 201 to COMPLETED | {runs.Count} | {runs.Median:F1} ms | {runs.P95:F1} ms | {runs.Min:F1} ms |");
        Goal($"a two-step run alone, p50 ≤ 150 ms", runs.Median <= 150, $"{runs.Median:F1} ms");
    }

    public void Queued(int runs, Samples rounds)
    {
        Throughput($"{runs} QUEUED runs scheduled at once, until all are COMPLETED", runs, rounds);
        Goal($"{runs} queued runs, ≥ 47/s", PerSecond(runs, rounds.Median) >= 47, $"{PerSecond(runs, rounds.Median):F1}/s");
    }

    public void Uploaded(int documents, Samples rounds) => Throughput($"{documents} uploads sent at once, until all runs are COMPLETED", documents, rounds);

    public void GetDocument(Comparison measured) => Ratio("`GET /api/documents/{document_id}`", "point read of the same row", measured);

    public void Upload(Comparison measured) => Ratio("`POST /api/documents/upload`, 1 MiB", "put of the same bytes as a blob", measured);

    public void List(IReadOnlyList<(int Documents, Samples FirstPage, Samples LastPage)> sizes)
    {
        foreach (var (documents, first, last) in sizes)
        {
            Line(_list, $"| {documents} | {first.Median:F2} ms | {first.P95:F2} ms | {last.Median:F2} ms | {last.P95:F2} ms |");
        }
    }

    public void Interpretation(int pages, Samples history, Samples adversarial)
    {
        Line(_runs, $"| interpretation of a history of {pages} pages, without the run, on one core | {history.Count} | {history.Median:F1} ms | {history.P95:F1} ms | {history.Min:F1} ms |");
        Line(_runs, $"| interpretation of 1 MB of text made to be slow, so many kinds | {adversarial.Count} | {adversarial.Median:F0} ms | {adversarial.P95:F0} ms | {adversarial.Min:F0} ms |");
        Goal($"interpretation of {pages} pages, p95 ≤ 50 ms", history.P95 <= 50, $"{history.P95:F1} ms");
        Goal($"interpretation of 1 MB made to be slow, ≤ 1 s", adversarial.P95 <= 1000, $"{adversarial.P95:F0} ms");
    }

    public void Bare(Samples runs) =>
        Line(_runs, $"| for comparison: a bare orchestration of two empty activities, from its request to its end | {runs.Count} | {runs.Median:F1} ms | {runs.P95:F1} ms | {runs.Min:F1} ms |");

    public void LongPoll(Samples waits)
    {
        Line(_runs, $"| from COMPLETED being written until a caller with `Prefer: wait` has it | {waits.Count} | {waits.Median:F1} ms | {waits.P95:F1} ms | {waits.Min:F1} ms |");
        Goal($"a change seen by a waiting caller, p95 ≤ 50 ms", waits.P95 <= 50, $"{waits.P95:F1} ms");
    }

    public void QueuedAtScale(int before, int runs, Samples rounds) =>
        Throughput(string.Create(CultureInfo.InvariantCulture, $"{runs} QUEUED runs scheduled at once, beside {before:N0} runs of the past"), runs, rounds);

    public void StartUp(Samples starts) =>
        Line(_runs, $"| from the start of a process until it listens | {starts.Count} | {starts.Median:F0} ms | {starts.P95:F0} ms | {starts.Min:F0} ms |");

    /// <param name="requests">The same requests at each number of runs, the smallest first.</param>
    public void Scale(IReadOnlyList<ScaledRequest> requests)
    {
        foreach (var (request, runs, alone, many) in requests)
        {
            Line(_scale, $"| {request} | {runs:N0} | {alone.Latency.Median:F2} | {alone.Latency.P95:F2} | {alone.Latency.P99:F2} | {alone.PerSecond:F0}/s | {many.Latency.Median:F2} | {many.Latency.P95:F2} | {many.Latency.P99:F2} | {many.PerSecond:F0}/s |");
        }

        foreach (var created in requests.Where(request => request.Request == ScaleBenchmarks.Create))
        {
            Goal($"create beside {created.Runs:N0} runs, p50 ≤ 15 ms", created.Alone.Latency.Median <= 15, $"{created.Alone.Latency.Median:F1} ms");
        }

        foreach (var get in requests.Where(request => request.Request == ScaleBenchmarks.GetRun))
        {
            var read = requests.Single(request => request.Request == ScaleBenchmarks.PointRead && request.Runs == get.Runs);
            var share = get.Alone.PerSecond / read.Alone.PerSecond;
            Goal($"`GET` of a run beside {get.Runs:N0} runs, ≥ 80 % of the pace of a point read", share >= 0.8, $"{100 * share:F0} %");
        }

        var pages = requests.Where(request => request.Request == ScaleBenchmarks.ListRuns).ToList();
        var growth = pages[^1].Alone.Latency.P95 / pages[0].Alone.Latency.P95;
        Goal($"a page of the list, p95 beside {pages[^1].Runs:N0} runs ≤ 1.3 times that beside {pages[0].Runs:N0}", growth <= 1.3, $"{growth:F1} times");
    }

    public void Emulator(IReadOnlyList<(int Blobs, Samples Put)> sizes)
    {
        foreach (var (blobs, put) in sizes)
        {
            Line(_emulator, $"| {blobs:N0} | {put.Median:F2} ms | {put.P95:F2} ms |");
        }
    }

    public string ToMarkdown() => $"""
        # Performance

        Measured by the benchmark project, and written by it:

            dotnet run --project tests/RunFunctions.Benchmarks -c Release -- app --write

        The whole app runs in the measuring process, with identity, limits and audit as always, on real HTTP, on one Azurite of its own that keeps everything in memory. Absolute figures belong to the machine ({Environment.ProcessorCount} cores, shared by app, client and Azurite); ratios are what to compare. Things that are compared are measured in turns in the same minutes. Warm-up rounds come before every figure except the first line's; p50 and p95 are nearest-rank percentiles over the rounds given. COMPLETED is taken from the event that the app publishes when its write has succeeded, so that measuring asks storage for nothing.

        ## Goals

        | Goal | | Measured |
        |---|---|---|
        {_goals.ToString().TrimEnd()}

        Where a goal is missed, it is for these reasons:

        - **`GET` of a run** is one point read, and an HTTP request of its own around it. A function that does nothing takes 0.1 ms of client and server on the loopback; identity, limits, reading the row and writing the answer take twice that, where the emulator takes less than half a millisecond for the row. With the recompilation that is switched off ([decision 0036](decisions/0036-no-profile-guided-recompilation.md)) a process that was warm for minutes came to 73 % beside 1,000 runs. The service answers a point read in some milliseconds, beside which all that is little; it was not measured there.
        - **The list** asks one query for the keys of one page, whatever the number of runs. The emulator has no index: it looks at every row of the table for every query, and does so even for one that finds nothing ([below](#beside-thousands-of-runs)). Only tables of their own for each month or so could hide that, for the emulator's sake alone.
        - **Queued runs** beside many others meet the goal at best: the emulator takes half of the two cores' time for them, and more as its tables fill.

        ## Runs

        A run is the two-step run of a document: a PDF of 5 KB, text and interpretation stored, every step recorded.

        | What | Rounds | p50 | p95 | Best |
        |---|---|---|---|---|
        {_runs.ToString().TrimEnd()}

        The Azure Storage provider of the official Durable engine reaches 31/s on two cores and one Azurite with orchestrations of two empty activities, where 43–66 ms is its p50 for one alone. A run here has four activities and 13 storage calls of its own beside the engine's (see [storage-budget.md](storage-budget.md)). With the prices of `config/prices.json`, which are placeholders, an upload and its run cost 0.0000229 for 17 operations; the [receipt](receipts.md) of each run says its own.

        ## Requests

        | Request | Against | Rounds | p50 | p95 | p50 of the reference | Ratio |
        |---|---|---|---|---|---|---|
        {_requests.ToString().TrimEnd()}

        ## List of documents

        A page of 50, by the number of documents in the list; 300 rounds. One query each, whatever the number; what grows is Azurite's own search, which looks at every row of a table for every query.

        | Documents | First page, p50 | p95 | Last page, p50 | p95 |
        |---|---|---|---|---|
        {_list.ToString().TrimEnd()}

        ## Beside thousands of runs

        The same requests with so many runs of the past in storage and in the list, spread over months; by one caller and by 32 who ask again as soon as they are answered. Milliseconds. The audit of each request is written in the background meanwhile, and what waits of it is written before the next line is measured. The list grows slower on the emulator because it looks at each row of a table for every query (the line above the list is such a look that finds nothing); requests with 32 callers wait for its one thread.

        | Request | Runs | p50 | p95 | p99 | One caller | p50 | p95 | p99 | 32 callers |
        |---|---|---|---|---|---|---|---|---|---|
        {_scale.ToString().TrimEnd()}

        ## What the emulator adds as it fills

        Put of a blob of 2 KB by the client, without the app. Azurite looks through all the blobs it has for every call on one of them, and through the rows of a partition for every call on a row, so the pace of runs falls on it as they add up: a run puts four blobs. The service finds both by their keys. Each app measured above therefore has storage of its own that is deleted after it.

        | Blobs before | p50 | p95 |
        |---|---|---|
        {_emulator.ToString().TrimEnd()}

        """;

    private void Goal(FormattableString goal, bool met, FormattableString measured) =>
        Line(_goals, $"| {FormattableString.Invariant(goal)} | {(met ? "met" : "**missed**")} | {FormattableString.Invariant(measured)} |");

    private void Throughput(string what, int runs, Samples rounds) =>
        Line(_runs, $"| {what} | {rounds.Count} | {PerSecond(runs, rounds.Median):F1}/s | {PerSecond(runs, rounds.P95):F1}/s | {PerSecond(runs, rounds.Min):F1}/s |");

    private void Ratio(string subject, string reference, Comparison measured) =>
        Line(_requests, $"| {subject} | {reference} | {measured.Subject.Count} | {measured.Subject.Median:F2} ms | {measured.Subject.P95:F2} ms | {measured.Reference.Median:F2} ms | {measured.Ratio:F1} |");

    private static double PerSecond(int runs, double milliseconds) => runs / milliseconds * 1000;

    private static void Line(StringBuilder into, FormattableString line) => into.AppendLine(FormattableString.Invariant(line));
}
