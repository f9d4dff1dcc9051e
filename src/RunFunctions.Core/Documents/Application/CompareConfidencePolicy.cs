using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain.Calibration;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Documents.Application;

/// <summary>A reviewed run under two policies.</summary>
/// <param name="Run">What was reviewed.</param>
/// <param name="Comparison">What would be shown otherwise; null when the interpretation has been deleted.</param>
public sealed record RescoredRun(ReviewedRun Run, PolicyComparison? Comparison);

/// <summary>
/// Scores the runs that were reviewed last again, as another policy would: from what is stored, without reading a document
/// again, and without changing anything. One query, one read per run, and one query per context among them.
/// </summary>
public sealed class CompareConfidencePolicy(ICalibrationStore store, IArtifactStore artifacts, CalibrationPolicy policy)
{
    /// <summary>Most runs at once.</summary>
    public const int MaxRuns = 50;

    private const int ReadsAtOnce = 8;

    /// <param name="organization">Whose runs.</param>
    /// <param name="candidate">The other policy.</param>
    /// <param name="count">1–<see cref="MaxRuns"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Newest review first.</returns>
    public async Task<IReadOnlyList<RescoredRun>> HandleAsync(
        OrganizationId organization, CalibrationPolicy candidate, int count, CancellationToken cancellationToken)
    {
        Dictionary<string, IReadOnlyList<MappingTally>> contexts = new(StringComparer.Ordinal);
        List<RescoredRun> rescored = [];
        foreach (var together in (await store.ListReviewedAsync(organization, policy.Version, count, cancellationToken)).Chunk(ReadsAtOnce))
        {
            var contents = await Task.WhenAll(together.Select(run => artifacts.ReadAsync(run.Data, cancellationToken)));
            foreach (var (run, content) in together.Zip(contents))
            {
                rescored.Add(new RescoredRun(run, content is null ? null : await CompareAsync(InterpretationJson.Read(content))));
            }
        }

        return rescored;

        async Task<PolicyComparison> CompareAsync(InterpretationData data)
        {
            if (!contexts.TryGetValue(data.ContextKey, out var tallies))
            {
                tallies = [.. (await store.ListAsync(organization, policy.Version, data.ContextKey, cancellationToken)).Select(tally => tally.Value)];
                contexts.Add(data.ContextKey, tallies);
            }

            return PolicyComparison.Of(data, policy, candidate, tallies);
        }
    }
}
