using System.Text.Json;
using Azure.Data.Tables;
using RunFunctions.AzuriteTests.Support;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>
/// What must hold of versions, reviews and what they teach, whatever died in between: a part of <see cref="Truth"/>. Each
/// violation is one sentence.
/// </summary>
internal static class ReviewTruth
{
    private const int FirstNumberOfPeople = 2;
    private const int HighestNumber = 999_999;

    public static IEnumerable<string> OfRun(StoredRun run, IReadOnlyDictionary<string, byte[]> blobs)
    {
        // The highest number is the active version, and the one whose key comes first. Number 1 is the run's own and has no row.
        List<TableEntity> versions = [.. run.Versions.Reverse()];
        var numbers = Enumerable.Range(FirstNumberOfPeople, versions.Count).ToList();
        if (versions.Count > 0 && run.State != "Completed")
        {
            yield return "was edited and has not completed";
        }

        if (!versions.Select(version => version.GetInt32("VersionNumber")!.Value).SequenceEqual(numbers)
            || !versions.Select(version => version.GetInt32("BaseVersion")!.Value).SequenceEqual(numbers.Select(number => number - 1))
            || !versions.Select(version => version.RowKey).SequenceEqual(numbers.Select(number => $"version|{run.Id}|{HighestNumber - number:D6}")))
        {
            yield return "has not one active version, or gaps before it";
        }

        foreach (var (version, content) in versions.SelectMany(version => new[] { "Data", "Changes" }.Select(content => (version, content)))
            .Where(one => !Truth.IsStored(
                blobs, one.version.Text(one.content + "BlobName"), one.version.Text(one.content + "Sha256"), one.version.GetInt64(one.content + "Size"))))
        {
            yield return $"has a version whose {version.Text(content + "BlobName")} is missing or different";
        }

        var edits = run.ReviewEvents.Where(happened => happened.Text("Type") == "INTERPRETATION_EDITED").Select(happened => (At(happened, "At"), happened.Text("Actor")));
        if (!edits.SequenceEqual(versions.Select(version => (At(version, "CreatedAt"), "User:" + version.Text("CreatedBy")))))
        {
            yield return "was edited otherwise than its events say";
        }
    }

    public static IEnumerable<string> OfDocument(TableEntity document, IReadOnlyList<StoredRun> runs, IReadOnlyList<TableEntity> entries)
    {
        var events = runs.SelectMany(run => run.ReviewEvents).OrderBy(happened => happened.GetInt32("Sequence")).ToList();
        if (!events.Select(happened => At(happened, "At")).SequenceEqual(events.Select(happened => At(happened, "At")).Order()))
        {
            yield return "has reviews whose times run backwards";
        }

        List<TableEntity> turns = [.. events.Where(happened => happened.Text("Type") != "INTERPRETATION_EDITED")];
        if (!turns.Select(turn => turn.Text("Type")).SequenceEqual(turns.Select((_, index) => index % 2 == 0 ? "MARK_REVIEWED" : "UNMARK_REVIEWED")))
        {
            yield return "was not marked and reopened by turns";
        }

        var review = document.Text("DocumentReviewStatus") == "Reviewed"
            ? (At(document, "DocumentReviewedAt"), "User:" + document.Text("DocumentReviewedBy"), document.Text("DocumentReviewedRunId"))
            : ((DateTimeOffset?, string, string)?)null;
        var marked = turns is [.., var last] && last.Text("Type") == "MARK_REVIEWED"
            ? (At(last, "At"), last.Text("Actor"), last.Text("RunId"))
            : ((DateTimeOffset?, string, string)?)null;
        if (review != marked)
        {
            yield return "is reviewed otherwise than its events say";
        }

        if (entries.Any(entry => entry.Text("DocumentReviewStatus") != document.Text("DocumentReviewStatus")))
        {
            yield return "is listed with another review than its own";
        }
    }

    /// <summary>Every count of a rule is the number of runs with that verdict, and a run was reviewed once.</summary>
    /// <param name="rows">Table <c>Calibration</c>.</param>
    public static IEnumerable<string> OfCounts(IReadOnlyList<TableEntity> rows)
    {
        var verdicts = rows
            .Where(row => row.RowKey.StartsWith("judged|", StringComparison.Ordinal))
            .SelectMany(row => JsonSerializer.Deserialize<JsonElement>(row.Text("Verdicts")).EnumerateArray())
            .Where(verdict => verdict.Text("verdict") != "None")
            .CountBy(verdict => (verdict.Text("field_key")!, verdict.Text("mapping_id"), verdict.Text("verdict")!))
            .ToDictionary();
        var counts = rows
            .Where(row => row.RowKey.StartsWith("count|", StringComparison.Ordinal))
            .SelectMany(row => new[] { ("Accepted", "AcceptCount"), ("Edited", "EditCount") }.Select(kind =>
                KeyValuePair.Create((row.Text("FieldKey"), row.TextOrNull("MappingId"), kind.Item1), row.GetInt32(kind.Item2)!.Value)))
            .Where(count => count.Value > 0)
            .ToDictionary();
        if (!verdicts.OrderBy(one => one.Key).SequenceEqual(counts.OrderBy(one => one.Key)))
        {
            yield return "rules are counted otherwise than they were judged";
        }

        var reviewed = rows.Where(row => row.RowKey.StartsWith("reviewed|", StringComparison.Ordinal)).Select(row => string.Join('|', row.RowKey.Split('|')[2..]));
        if (reviewed.GroupBy(run => run).Any(group => group.Count() > 1))
        {
            yield return "a run is listed as reviewed twice";
        }
    }

    private static DateTimeOffset? At(TableEntity row, string column) => row.GetDateTimeOffset(column);
}
