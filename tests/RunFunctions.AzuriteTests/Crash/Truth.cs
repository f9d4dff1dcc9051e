using System.Security.Cryptography;
using System.Text.Json;
using Azure.Data.Tables;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>What must hold once nothing is in progress, whatever died in between. Each violation is one sentence.</summary>
internal static class Truth
{
    private static readonly string[] Steps = ["EXTRACTION", "INTERPRETATION"];
    private static readonly string[] CompletedOutputs = ["RAW_TEXT", "STRUCTURED_INTERPRETATION", "TEXT_PAGES"];

    // What stands behind the events that change the state; the others leave it.
    private static readonly Dictionary<string, RunCommand> Commands = new(StringComparer.Ordinal)
    {
        ["RUN_STARTED"] = RunCommand.Start,
        ["RUN_RESUMED"] = RunCommand.Resume,
        ["RUN_COMPLETED"] = RunCommand.Complete,
        ["RUN_FAILED"] = RunCommand.Fail,
        ["RUN_RECOVERED_AS_FAILED"] = RunCommand.Fail,
        ["RUN_QUARANTINED"] = RunCommand.Fail,
        ["RUN_TIMED_OUT"] = RunCommand.TimeOut,
        ["RUN_CANCELLED"] = RunCommand.Cancel,
    };

    public static void Holds(StorageSnapshot state, IReadOnlyDictionary<string, byte[]> blobs) => None(Violations(state, blobs));

    public static void None(IReadOnlyList<string> violations) => Assert.True(violations.Count == 0, string.Join(Environment.NewLine, violations));

    public static IReadOnlyList<string> Violations(StorageSnapshot state, IReadOnlyDictionary<string, byte[]> blobs) =>
    [
        .. state.StrayRows.Select(row => $"row {row.RowKey} belongs to no run"),
        .. state.ActiveRuns.Select(row => $"active run {row.RowKey} is left over"),
        .. state.RunLines.Where(line => !state.Runs.Any(run => run.Id == line.Key)).Select(line => $"line {line.Key} lists no run"),
        .. state.Runs.Where(run => state.RunLines[run.Id].ToList() is not [var line] || line.Text("State") != run.State || line.GetInt32("Revision") != run.Row.GetInt32("Revision"))
            .Select(run => $"run {run.Id} is not listed once, or with another state than its own"),
        .. state.Runs.Where(run => !state.Documents.ContainsKey(run.Subject)).Select(run => $"run {run.Id} belongs to no document"),
        .. state.Index.Where(entry => entry.Count() != 1 || !state.Documents.ContainsKey(entry.Key)).Select(entry => $"list entry {entry.Key} is double or stray"),
        .. state.Runs.SelectMany(run => OfRun(run).Concat(OfEvents(run)).Concat(OfSteps(run)).Concat(OfOutputs(run, blobs)).Concat(ReviewTruth.OfRun(run, blobs)).Select(violation => $"run {run.Id} {violation}")),
        .. state.Documents.SelectMany(document => OfDocument(
                document.Value,
                [.. state.Runs.Where(run => run.Subject == document.Key)],
                [.. state.Index[document.Key]],
                blobs)
            .Select(violation => $"document {document.Key} {violation}")),
    ];

    private static IEnumerable<string> OfDocument(
        TableEntity document, IReadOnlyList<StoredRun> runs, IReadOnlyList<TableEntity> entries, IReadOnlyDictionary<string, byte[]> blobs)
    {
        if (!IsStored(blobs, document.Text("DocumentBlobName"), document.Text("DocumentSha256"), document.GetInt64("DocumentSize")))
        {
            yield return "has no original, or another one";
        }

        if (document.TextOrNull("RunningRunId") is not null || document.TextOrNull("Queue") is not null)
        {
            yield return "still has a run in its slot or its queue";
        }

        if (runs.Count == 0)
        {
            yield return "has no run";
            yield break;
        }

        var latest = runs[^1];
        if (document.Text("LatestRunId") != latest.Id || document.Text("LatestState") != latest.State
            || document.TextOrNull("LatestFailureType") != latest.FailureType)
        {
            yield return "does not know its latest run";
        }

        if (document.TextOrNull("LatestCompletedRunId") != runs.Where(run => run.State == "Completed").OrderBy(run => run.CompletedAt).LastOrDefault()?.Id)
        {
            yield return "does not know its latest completed run";
        }

        if (entries is not [var entry] || entry.Text("LatestState") != latest.State || entry.TextOrNull("LatestFailureType") != latest.FailureType)
        {
            yield return "is not listed, or with another status than its own";
        }

        foreach (var violation in ReviewTruth.OfDocument(document, runs, entries))
        {
            yield return violation;
        }

        foreach (var (before, after) in runs.Where(run => run.StartedAt is not null).OrderBy(run => run.StartedAt).Pairwise())
        {
            if (before.CompletedAt is null || before.CompletedAt > after.StartedAt)
            {
                yield return $"had {before.Id} and {after.Id} running at the same time";
            }

            if (before.CreatedAt >= after.CreatedAt)
            {
                yield return $"started {before.Id} before the older {after.Id}";
            }
        }
    }

    private static IEnumerable<string> OfRun(StoredRun run)
    {
        if (!run.IsTerminal)
        {
            yield return $"is {run.State}";
            yield break;
        }

        if (run.Row.ContainsKey("OpenStep") || run.Row.ContainsKey("LeaseOwner"))
        {
            yield return "is terminal and has an open step or a lease";
        }

        // What a run refers to of the one that it repeats was there before it started.
        var inherited = run.Row.TextOrNull("ReusedSteps") is null ? 0 : run.Artifacts.TakeWhile(artifact => artifact.Text("Type") != "STEP_STATUS").Count();
        List<DateTimeOffset?> times = [run.CreatedAt, .. run.Artifacts.Select(artifact => artifact.GetDateTimeOffset("CreatedAt")), run.CompletedAt];
        if (run.StartedAt is not null || run.State != "Cancelled")
        {
            times.Insert(1 + inherited, run.StartedAt);
        }

        if (times.Any(time => time is null) || times.Pairwise().Any(pair => pair.Before > pair.After) || LastWrite(run) != run.CompletedAt)
        {
            yield return "has times that run backwards, or was written after its end";
        }

        if (!run.Artifacts.Select(artifact => artifact.GetInt32("Sequence")!.Value).SequenceEqual(Enumerable.Range(0, run.Row.GetInt32("ArtifactCount")!.Value)))
        {
            yield return "has gaps in its artifacts";
        }

        var failed = run.Artifacts.LastOrDefault(artifact => artifact.Text("StepStatus") is "Failed");
        var reason = run.State switch
        {
            "Completed" => run.FailureType is null ? null : "is COMPLETED with a failure type",
            "Failed" when run.FailureType is "PROCESS_TERMINATED" or "QUARANTINED" =>
                failed is not null && run.Artifacts[^1] == failed && Details(failed).GetValueOrDefault("closed_by") is { } closedBy && closedBy != run.FailureType
                    ? "says that its process died where a step says otherwise"
                    : run.FailureType == "QUARANTINED" && !(run.Row.GetInt32("DeathsCount") >= new RunSettings().MaxWorkerDeaths)
                        ? "is quarantined after fewer deaths than that takes"
                        : null,
            "Failed" => failed is not null && failed == run.Artifacts[^1] && failed.Text("ErrorCode") == run.FailureType
                ? null
                : $"is FAILED with {run.FailureType}, which its last step does not say",
            "Cancelled" when run.Events.Any(happened => happened.Text("Type") == "RUN_CANCELLED") => null,
            _ => $"ended in {run.State}, which nobody asked for",
        };
        if (reason is not null)
        {
            yield return reason;
        }
    }

    // What people attach to a run later changes its row, and says so.
    private static DateTimeOffset? LastWrite(StoredRun run)
    {
        var later = run.Events.Where(happened => happened.Text("Type") is "RUN_ANNOTATED" or "RUN_SUPERSEDED").Select(happened => happened.GetDateTimeOffset("At")).Max();
        return run.Row.GetDateTimeOffset("UpdatedAt") == later ? run.CompletedAt : run.Row.GetDateTimeOffset("UpdatedAt");
    }

    private static IEnumerable<string> OfEvents(StoredRun run)
    {
        if (!run.Events.Select(happened => happened.GetInt32("Sequence")!.Value).SequenceEqual(Enumerable.Range(0, run.Row.GetInt32("EventCount")!.Value)))
        {
            yield return "has gaps in its events";
        }

        if (run.Events.Select(happened => happened.GetDateTimeOffset("At")!.Value).Pairwise().Any(pair => pair.Before > pair.After))
        {
            yield return "has events whose times run backwards";
        }

        RunState? state = null;
        foreach (var type in run.Events.Select(happened => happened.Text("Type")))
        {
            var next = type == "RUN_CREATED" ? (state is null ? RunState.Queued : null)
                : Commands.TryGetValue(type, out var command) ? (state is { } from ? RunTransitions.Next(from, command) : null)
                : state;
            if (next is null)
            {
                yield return $"went from {state?.ToString() ?? "nothing"} by {type}";
            }

            state = next ?? state;
        }

        if (state?.ToString() != run.State)
        {
            yield return $"is {run.State}, and its events say {state}";
        }
    }

    private static IEnumerable<string> OfSteps(StoredRun run)
    {
        var records = run.Artifacts.Where(artifact => artifact.Text("Type") == "STEP_STATUS").ToList();
        if (records.Count % 2 != 0)
        {
            yield return "has a step that never ended";
        }

        var attempts = new Dictionary<string, int>();
        List<string> succeeded = [.. (run.Row.TextOrNull("ReusedSteps") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)];
        foreach (var (begun, ended) in records.Chunk(2).Where(pair => pair.Length == 2).Select(pair => (pair[0], pair[1])))
        {
            var step = begun.Text("StepName");
            var attempt = attempts[step] = attempts.GetValueOrDefault(step) + 1;
            if (begun.Text("StepStatus") != "Running" || ended.Text("StepStatus") is not ("Succeeded" or "Failed")
                || ended.Text("StepName") != step || begun.GetInt32("Attempt") != attempt || ended.GetInt32("Attempt") != attempt
                || ended.GetDateTimeOffset("StartedAt") != begun.GetDateTimeOffset("StartedAt")
                || ended.GetDateTimeOffset("EndedAt") < ended.GetDateTimeOffset("StartedAt"))
            {
                yield return $"has an untrue record of attempt {attempt} of {step}";
            }

            if (ended.Text("StepStatus") == "Succeeded")
            {
                succeeded.Add(step);
            }
        }

        if (!Steps.Take(succeeded.Count).SequenceEqual(succeeded) || (run.Row.TextOrNull("SucceededSteps") ?? "") != string.Join(',', succeeded))
        {
            yield return "has its successful steps out of order";
        }

        if (run.State == "Completed" && succeeded.Count != Steps.Length)
        {
            yield return "is COMPLETED without its steps";
        }
    }

    private static IEnumerable<string> OfOutputs(StoredRun run, IReadOnlyDictionary<string, byte[]> blobs)
    {
        using var outputs = JsonDocument.Parse(run.Row.Text("Outputs"));
        var claimed = outputs.RootElement.EnumerateObject().ToDictionary(output => output.Name, output => output.Value.GetProperty("blob_name").GetString()!);
        var appended = run.Artifacts.Where(artifact => artifact.ContainsKey("BlobName")).ToList();
        if (!appended.Select(artifact => artifact.Text("BlobName")).Order(StringComparer.Ordinal).SequenceEqual(claimed.Values.Order(StringComparer.Ordinal)))
        {
            yield return "claims other outputs than it appended";
        }

        if (run.State == "Completed" && !CompletedOutputs.SequenceEqual(claimed.Keys.Order(StringComparer.Ordinal)))
        {
            yield return "is COMPLETED without its outputs";
        }

        foreach (var artifact in appended.Where(artifact => !IsStored(blobs, artifact.Text("BlobName"), artifact.Text("Sha256"), artifact.GetInt64("Size"))))
        {
            yield return $"claims {artifact.Text("BlobName")}, which is missing or different";
        }
    }

    public static bool IsStored(IReadOnlyDictionary<string, byte[]> blobs, string name, string sha256, long? size) =>
        blobs.TryGetValue(name, out var content) && content.Length == size && Convert.ToHexStringLower(SHA256.HashData(content)) == sha256;

    private static Dictionary<string, string> Details(TableEntity artifact) =>
        artifact.TextOrNull("Details") is { } details ? JsonSerializer.Deserialize<Dictionary<string, string>>(details)! : [];

    private static IEnumerable<(T Before, T After)> Pairwise<T>(this IEnumerable<T> items)
    {
        var all = items.ToList();
        return all.Zip(all.Skip(1));
    }
}
