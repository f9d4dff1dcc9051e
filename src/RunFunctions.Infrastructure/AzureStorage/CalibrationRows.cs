using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Calibration;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Keys and columns of table <c>Calibration</c>, documented in docs/tables/Calibration.md.</summary>
internal static class CalibrationRows
{
    public const string CountPrefix = "count|";

    public const string ReviewedPrefix = "reviewed|";

    private const string NoMapping = "__null__";

    public static string Partition(OrganizationId organization, string policyVersion) => $"{organization}|{policyVersion}";

    public static string CountsPrefix(string contextKey) => $"{CountPrefix}{contextKey}|";

    public static string CountKey(MappingTally tally) =>
        $"{CountsPrefix(tally.ContextKey)}{Escape(tally.Unit.FieldKey)}|{(tally.Unit.MappingId is { } mapping ? Escape(mapping) : NoMapping)}";

    public static string JudgedKey(DocumentId document, RunId run) => $"judged|{document}|{run}";

    /// <summary>Counted backwards, so that the newest comes first.</summary>
    public static string ReviewedKey(ReviewedRun reviewed) => string.Create(
        CultureInfo.InvariantCulture, $"{ReviewedPrefix}{DateTime.MaxValue.Ticks - reviewed.At.UtcTicks:D19}|{reviewed.Document}|{reviewed.Run}");

    public static TableEntity FromTally(string partition, MappingTally tally)
    {
        var row = new TableEntity(partition, CountKey(tally))
        {
            [nameof(MappingTally.ContextKey)] = tally.ContextKey,
            [nameof(MappingUnit.FieldKey)] = tally.Unit.FieldKey,
            ["AcceptCount"] = tally.Accepted,
            ["EditCount"] = tally.Edited,
            [nameof(MappingTally.CandidateConfidence)] = tally.CandidateConfidence.ToString(CultureInfo.InvariantCulture),
            ["PolicyState"] = tally.State.ToString(),
            [nameof(MappingTally.UpdatedAt)] = tally.UpdatedAt,
        };
        RunRows.Set(row, nameof(MappingUnit.MappingId), tally.Unit.MappingId);
        return row;
    }

    public static MappingTally ToTally(TableEntity row) => new(
        RunRows.Text(row, nameof(MappingTally.ContextKey)),
        new MappingUnit(RunRows.Text(row, nameof(MappingUnit.FieldKey)), row.GetString(nameof(MappingUnit.MappingId))))
    {
        Accepted = row.GetInt32("AcceptCount")!.Value,
        Edited = row.GetInt32("EditCount")!.Value,
        CandidateConfidence = decimal.Parse(RunRows.Text(row, nameof(MappingTally.CandidateConfidence)), CultureInfo.InvariantCulture),
        State = Enum.Parse<PolicyState>(RunRows.Text(row, "PolicyState")),
        UpdatedAt = RunRows.Time(row, nameof(MappingTally.UpdatedAt))!.Value,
    };

    public static TableEntity FromJudged(string partition, JudgedRun judged, string writeId)
    {
        var row = new TableEntity(partition, JudgedKey(judged.Document, judged.Run))
        {
            [nameof(MappingTally.ContextKey)] = judged.ContextKey,
            [nameof(JudgedRun.Verdicts)] = JsonSerializer.Serialize(
                [.. judged.Verdicts.Select(verdict => new VerdictEntry(verdict.Key.FieldKey, verdict.Key.MappingId, verdict.Value))],
                RowJson.Default.IReadOnlyListVerdictEntry),
            [RunRows.WriteId] = writeId,
        };
        if (judged.Reviewed is { } reviewed)
        {
            SetReviewed(row, reviewed);
        }

        return row;
    }

    public static JudgedRun ToJudged(TableEntity row)
    {
        var key = row.RowKey.Split('|');
        var (document, run) = (DocumentId.Parse(key[1]), RunId.Parse(key[2]));
        return new JudgedRun(document, run, RunRows.Text(row, nameof(MappingTally.ContextKey)))
        {
            Verdicts = JsonSerializer.Deserialize(RunRows.Text(row, nameof(JudgedRun.Verdicts)), RowJson.Default.IReadOnlyListVerdictEntry)!
                .ToDictionary(entry => new MappingUnit(entry.FieldKey, entry.MappingId), entry => entry.Verdict),
            Reviewed = row.ContainsKey(ReviewedColumn(nameof(ReviewedRun.At))) ? ToReviewed(row, document, run) : null,
        };
    }

    public static TableEntity FromReviewed(string partition, ReviewedRun reviewed)
    {
        var row = new TableEntity(partition, ReviewedKey(reviewed));
        SetReviewed(row, reviewed);
        return row;
    }

    public static ReviewedRun ToReviewed(TableEntity row)
    {
        var key = row.RowKey.Split('|');
        return ToReviewed(row, DocumentId.Parse(key[2]), RunId.Parse(key[3]));
    }

    private static ReviewedRun ToReviewed(TableEntity row, DocumentId document, RunId run) => new(
        document,
        run,
        row.GetInt32(ReviewedColumn(nameof(ReviewedRun.VersionNumber)))!.Value,
        new BlobReference(
            RunRows.Text(row, ReviewedColumn(nameof(BlobReference.BlobName))),
            RunRows.Text(row, ReviewedColumn(nameof(BlobReference.Sha256))),
            row.GetInt64(ReviewedColumn(nameof(BlobReference.Size)))!.Value,
            DocumentArtifacts.JsonMediaType),
        RunRows.Time(row, ReviewedColumn(nameof(ReviewedRun.At)))!.Value);

    private static void SetReviewed(TableEntity row, ReviewedRun reviewed)
    {
        row[ReviewedColumn(nameof(ReviewedRun.VersionNumber))] = reviewed.VersionNumber;
        row[ReviewedColumn(nameof(BlobReference.BlobName))] = reviewed.Data.BlobName;
        row[ReviewedColumn(nameof(BlobReference.Sha256))] = reviewed.Data.Sha256;
        row[ReviewedColumn(nameof(BlobReference.Size))] = reviewed.Data.Size;
        row[ReviewedColumn(nameof(ReviewedRun.At))] = reviewed.At;
    }

    private static string ReviewedColumn(string name) => "Reviewed" + name;

    // Keys may not have '/', '\', '#', '?' and control characters; '|' separates, '~' escapes.
    private static string Escape(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is ':' or '_' or '-' or '.' or ' ')
            {
                key.Append(c);
            }
            else
            {
                key.Append(CultureInfo.InvariantCulture, $"~{(int)c:x4}");
            }
        }

        return key.ToString();
    }
}

/// <summary>A verdict in the JSON of column <c>Verdicts</c>.</summary>
internal sealed record VerdictEntry(string FieldKey, string? MappingId, Verdict Verdict);
