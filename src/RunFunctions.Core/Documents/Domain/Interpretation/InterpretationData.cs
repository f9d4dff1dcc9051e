using System.Text.Json.Serialization;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Interpretation;

/// <summary>The structured interpretation of one run (specs/documents.md §4.2).</summary>
public sealed record InterpretationData
{
    public const string Contract = "visit-grouped-canonical";

    public required string DocumentId { get; init; }

    public required string ProcessingRunId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public required string SchemaContract { get; init; }

    /// <summary>Values of the document under keys of the contract and of the record panel, in contract order.</summary>
    public required IReadOnlyList<StructuredField> Fields { get; init; }

    public required GlobalSchemaRecord GlobalSchema { get; init; }

    public required InterpretationSummary Summary { get; init; }

    public required string ContextKey { get; init; }

    /// <summary>Null when no policy is configured; readers then show no bands.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConfidencePolicy? ConfidencePolicy { get; init; }

    public required MedicalRecordView MedicalRecordView { get; init; }

    /// <summary>Values grouped by visit, in order of date; the last may be of none.</summary>
    public required IReadOnlyList<VisitGroup> Visits { get; init; }

    /// <summary>Values under keys that neither contract nor panel knows.</summary>
    public required IReadOnlyList<StructuredField> OtherFields { get; init; }
}

/// <summary>Where confidence bands are cut.</summary>
/// <param name="PolicyVersion">Names the policy; part of what reviews are learned for.</param>
/// <param name="BandCutoffs">Low below the first, high from the second on.</param>
public sealed record ConfidencePolicy(string PolicyVersion, ConfidenceBands BandCutoffs);

/// <param name="LowMax">0 to 1, below <paramref name="MidMax"/>.</param>
/// <param name="MidMax">At most 1.</param>
public sealed record ConfidenceBands(decimal LowMax, decimal MidMax);
