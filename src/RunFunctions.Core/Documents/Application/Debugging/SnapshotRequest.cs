using System.Globalization;
using System.Text.Json.Serialization;
using RunFunctions.Core.Documents.Domain.Debugging;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application.Debugging;

/// <summary>A snapshot that somebody sends, unchecked.</summary>
/// <param name="RunId">The run.</param>
/// <param name="DocumentId">Its document.</param>
/// <param name="CreatedAt">When the run was looked at.</param>
/// <param name="SchemaVersion">Must be <see cref="ExtractionSnapshot.Schema"/>.</param>
/// <param name="Fields">By key.</param>
/// <param name="Counts">May be left out; must agree with the fields.</param>
public sealed record SnapshotRequest(
    [property: JsonPropertyName("runId")] string RunId,
    [property: JsonPropertyName("documentId")] string DocumentId,
    [property: JsonPropertyName("createdAt")] DateTimeOffset CreatedAt,
    [property: JsonPropertyName("schemaVersion")] string SchemaVersion,
    [property: JsonPropertyName("fields")] IReadOnlyDictionary<string, SnapshotField> Fields,
    [property: JsonPropertyName("counts")] SnapshotCounts? Counts = null)
{
    private const int MaxFields = 200;
    private const int MaxText = 4000;
    private const int MaxKey = 64;

    /// <summary>Checks the snapshot; accepted fields without a band get that of their best reading.</summary>
    public Result<ExtractionSnapshot> Read()
    {
        List<InputError> errors = [];
        if (!Engine.Domain.RunId.TryParse(RunId, out _))
        {
            errors.Add(new InputError("runId", "uuid", "Expected a UUID in lowercase, 8-4-4-4-12."));
        }

        if (!Domain.DocumentId.TryParse(DocumentId, out _))
        {
            errors.Add(new InputError("documentId", "uuid", "Expected a UUID in lowercase, 8-4-4-4-12."));
        }

        if (SchemaVersion != ExtractionSnapshot.Schema)
        {
            errors.Add(new InputError("schemaVersion", "enum", $"Expected {ExtractionSnapshot.Schema}."));
        }

        if (Fields.Count is 0 or > MaxFields)
        {
            errors.Add(new InputError("fields", "length", $"Expected 1 to {MaxFields} fields."));
        }
        else
        {
            // Keys may be long or odd: fields are named by their position.
            errors.AddRange(Fields.Index().SelectMany(field => Check(string.Create(CultureInfo.InvariantCulture, $"fields[{field.Index}]"), field.Item.Key, field.Item.Value)));
        }

        if (errors.Count > 0)
        {
            return Refusal.Invalid(errors);
        }

        var snapshot = ExtractionSnapshot.Of(RunId, DocumentId, CreatedAt, Fields.ToDictionary(field => field.Key, field => WithBand(field.Value), StringComparer.Ordinal));
        return Counts is null || Counts == snapshot.Counts || Counts == SnapshotCounts.Of(Fields)
            ? snapshot
            : Refusal.Invalid("counts", "match", "The counts are not those of the fields.");
    }

    private static List<InputError> Check(string at, string key, SnapshotField? field)
    {
        if (field is null)
        {
            return [new InputError(at, "required", "A field must not be null.")];
        }

        List<InputError> errors = [];
        if (key.Length is 0 or > MaxKey || !key.All(one => char.IsAsciiLetterLower(one) || char.IsAsciiDigit(one) || one == '_'))
        {
            errors.Add(new InputError(at, "key", $"Expected a key of at most {MaxKey} lowercase letters, digits and '_'."));
        }

        if (!Enum.IsDefined(field.Status) || (field.Confidence is { } band && !Enum.IsDefined(band)))
        {
            errors.Add(new InputError(at, "enum", "Expected missing, rejected or accepted, and low, mid or high."));
        }

        var candidates = field.TopCandidates ?? [];
        if (candidates.Count > SnapshotField.MaxCandidates || candidates.Any(candidate => candidate is null))
        {
            errors.Add(new InputError($"{at}.topCandidates", "length", $"Expected at most {SnapshotField.MaxCandidates} readings."));
        }
        else if (candidates.Any(candidate => candidate.Confidence is < 0 or > 1))
        {
            errors.Add(new InputError($"{at}.topCandidates", "range", "Expected confidences from 0 to 1."));
        }

        IEnumerable<string?> texts =
        [
            field.ValueNormalized, field.ValueRaw, field.Reason, field.RawCandidate, field.SourceHint,
            .. candidates.SelectMany(candidate => new[] { candidate?.Value, candidate?.SourceHint }),
        ];
        if (texts.Any(text => text?.Length > MaxText))
        {
            errors.Add(new InputError(at, "length", $"Expected texts of at most {MaxText} characters."));
        }

        return errors;
    }

    private static SnapshotField WithBand(SnapshotField field) =>
        field is { Status: SnapshotStatus.Accepted, Confidence: null, TopCandidates: [{ Confidence: { } best }, ..] } ? field with { Confidence = SnapshotBands.Of(best) } : field;
}
