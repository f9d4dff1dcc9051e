using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Api.Engine;

/// <summary>Why a run is where it is.</summary>
public sealed record DiagnosisView(
    string RunId,
    RunState State,
    string Code,
    string Sentence,
    DateTimeOffset? Since,
    DateTimeOffset? NextAt,
    string? RelatedRunId,
    IReadOnlyDictionary<string, string> Details)
{
    public static DiagnosisView Of(Run run, Diagnosis diagnosis) =>
        new(
            run.Id.Value,
            run.State,
            diagnosis.Code,
            diagnosis.Sentence,
            diagnosis.Since,
            diagnosis.NextAt,
            diagnosis.RelatedRun?.Value,
            diagnosis.Details ?? new Dictionary<string, string>());
}
