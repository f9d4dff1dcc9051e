using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Debugging;

/// <summary>Makes a snapshot from what a run stored, so that no run has to keep one.</summary>
public static class SnapshotWriter
{
    /// <summary>Every key of the contract: accepted with the value that stands for it, or missing. What a guard rejected is not stored.</summary>
    public static ExtractionSnapshot Of(InterpretationData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var first = data.AllFields()
            .Where(field => !string.IsNullOrWhiteSpace(field.Value.AsText()))
            .GroupBy(field => field.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        return ExtractionSnapshot.Of(
            data.ProcessingRunId,
            data.DocumentId,
            data.CreatedAt,
            GlobalSchema.Fields.ToDictionary(
                key => key.Key, key => first.GetValueOrDefault(key.Key) is { } field ? Accepted(field) : new SnapshotField(SnapshotStatus.Missing), StringComparer.Ordinal));
    }

    private static SnapshotField Accepted(StructuredField field)
    {
        var value = field.Value.AsText()!;
        return new SnapshotField(
            SnapshotStatus.Accepted,
            SnapshotBands.Of(field.FieldCandidateConfidence),
            value,
            RawCandidate: field.Evidence?.Snippet,
            SourceHint: field.MappingId,
            TopCandidates:
            [
                new SnapshotCandidate(value, field.FieldCandidateConfidence, field.MappingId),
                .. (field.CandidateSuggestions ?? []).Take(SnapshotField.MaxCandidates - 1).Select(other => new SnapshotCandidate(other.Value, other.Confidence)),
            ]);
    }
}
