using System.Text.Json.Serialization;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Documents.Domain;

/// <summary>
/// A version of a run's interpretation; immutable. Numbers of a run are contiguous from 1, and the highest is the active one.
/// </summary>
public sealed record InterpretationVersion
{
    /// <summary>Highest possible number.</summary>
    public const int MaxNumber = 999_999;

    public required RunId RunId { get; init; }

    /// <summary>A lowercase UUID.</summary>
    public required string InterpretationId { get; init; }

    public required int Number { get; init; }

    public required VersionOrigin Origin { get; init; }

    /// <summary>The version it was made from; null for the run's own.</summary>
    public int? BaseNumber { get; init; }

    /// <summary>The version whose values it has again; set for <see cref="VersionOrigin.Restore"/>.</summary>
    public int? RestoredFrom { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null for the run's own.</summary>
    public UserId? CreatedBy { get; init; }

    /// <summary>The interpretation.</summary>
    public required BlobReference Data { get; init; }

    /// <summary>What it changed; null for the run's own, which changed nothing.</summary>
    public BlobReference? ChangeLog { get; init; }

    /// <summary>Entries of the change log.</summary>
    public int ChangeCount { get; init; }

    /// <summary>What the run itself wrote; null when it wrote none.</summary>
    public static InterpretationVersion? FirstOf(Run run) => run.Outputs.TryGetValue(DocumentArtifacts.StructuredInterpretation, out var data)
        ? new InterpretationVersion
        {
            RunId = run.Id,
            InterpretationId = InterpretationIds.Of(run.Id, version: 1),
            Number = 1,
            Origin = VersionOrigin.Run,
            CreatedAt = run.CompletedAt ?? run.UpdatedAt,
            Data = data,
        }
        : null;
}

/// <summary>What made a version.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VersionOrigin>))]
public enum VersionOrigin
{
    [JsonStringEnumMemberName("RUN")]
    Run,

    [JsonStringEnumMemberName("EDIT")]
    Edit,

    [JsonStringEnumMemberName("RESTORE")]
    Restore,
}
