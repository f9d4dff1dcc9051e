using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunFunctions.Core.Engine.Domain.Receipts;

/// <summary>
/// What a terminal run worked on, did, produced and took, for people who were not there (docs/receipts.md). Hashes, ids, codes,
/// times and counts; never contents, and nothing that people attach to a run later.
/// </summary>
public sealed record Receipt(
    string Type,
    string Organization,
    string RunId,
    string Kind,
    string SubjectId,
    RunState State,
    RunFailure? Failure,
    string? InputSha256,
    IReadOnlyList<ReceiptOutput> Outputs,
    IReadOnlyList<ReceiptAttempt> Attempts,
    string? ParentRunId,
    IReadOnlyList<string> ReusedSteps,
    RunConfig Config,
    AppBuild? App,
    ReceiptActors Actors,
    DateTimeOffset QueuedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset EndedAt,
    ReceiptStorage Storage)
{
    public const string CurrentType = "run-receipt/1";

    /// <summary>Makes the receipt of a terminal run.</summary>
    /// <param name="history">Every run of the subject with what it appended: reused outputs are another run's.</param>
    public static Receipt Of(Run run, IReadOnlyList<RunHistory> history, string? inputSha256, ReceiptStorage storage)
    {
        var own = history.Single(entry => entry.Run.Id == run.Id);
        var producers = history.SelectMany(entry => entry.Artifacts)
            .Where(artifact => artifact.Blob is not null)
            .ToLookup(artifact => artifact.Blob!.BlobName, artifact => artifact.Producer, StringComparer.Ordinal);
        return new Receipt(
            CurrentType,
            run.Organization.Value,
            run.Id.Value,
            run.Subject.Kind.Value,
            run.Subject.Id,
            run.State,
            run.Failure,
            inputSha256,
            [.. run.Outputs.OrderBy(output => output.Key, StringComparer.Ordinal).Select(output => new ReceiptOutput(
                output.Key, output.Value.Sha256, output.Value.Size, output.Value.ContentType, producers[output.Value.BlobName].FirstOrDefault()))],
            [.. own.Artifacts.Select(artifact => artifact.Step).OfType<StepRecord>().Where(step => step.EndedAt is not null).Select(step => new ReceiptAttempt(
                step.StepName, step.Attempt, step.Status, step.StartedAt, step.EndedAt, step.ErrorCode))],
            run.ParentRunId?.Value,
            run.ReusedSteps,
            run.Config,
            run.Build,
            new ReceiptActors(
                run.CreatedBy.Value,
                run.CancelRequest?.By.Value,
                own.Events.LastOrDefault(happened => RunEventTypes.EndsRun(happened.Type))?.Actor?.ToString()),
            run.CreatedAt,
            run.StartedAt,
            run.CompletedAt!.Value,
            storage);
    }

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, ReceiptJson.Default.Receipt);
}

/// <param name="Producer">Name and version of what made it.</param>
public sealed record ReceiptOutput(string ArtifactType, string Sha256, long Size, string ContentType, string? Producer);

/// <summary>One attempt of a step that has ended.</summary>
public sealed record ReceiptAttempt(
    string StepName, int Attempt, StepStatus Status, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, string? ErrorCode);

/// <param name="CreatedBy">User who asked for the run.</param>
/// <param name="CancelRequestedBy">User who asked it to stop.</param>
/// <param name="EndedBy">Who or what ended it: <c>User:{user}</c>, <c>Worker:{process}</c>, <c>Recovery:{process}</c>.</param>
public sealed record ReceiptActors(string CreatedBy, string? CancelRequestedBy, string? EndedBy);

/// <summary>Storage operations of the run. Amounts are decimal text, so that every reader has the same.</summary>
public sealed record ReceiptStorage(
    IReadOnlyList<ReceiptOperation> Operations, string Cost, string Currency, int PricesPer, string PricesDate, string PricesSource);

/// <param name="Operation">Class.</param>
/// <param name="Count">How many.</param>
/// <param name="AfterEnding">How many of them are not counted but known from the plan of the run: they make its ending known.</param>
/// <param name="Price">Of as many operations as the price list says.</param>
/// <param name="Cost">Of these operations.</param>
public sealed record ReceiptOperation(string Operation, int Count, int AfterEnding, string Price, string Cost);

/// <summary>Wire form of receipts.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Receipt))]
internal sealed partial class ReceiptJson : JsonSerializerContext;
