using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Documents.Domain.Calibration;

/// <summary>What was said of one run; it is why nothing is counted twice.</summary>
public sealed record JudgedRun(DocumentId Document, RunId Run, string ContextKey)
{
    /// <summary>By unit; without <see cref="Verdict.None"/>.</summary>
    public IReadOnlyDictionary<MappingUnit, Verdict> Verdicts { get; init; } = new Dictionary<MappingUnit, Verdict>();

    /// <summary>The version that was marked last; null when none was.</summary>
    public ReviewedRun? Reviewed { get; init; }
}

/// <summary>A version that was marked as reviewed.</summary>
/// <param name="Document">The document.</param>
/// <param name="Run">The run.</param>
/// <param name="VersionNumber">The version that was active.</param>
/// <param name="Data">Its interpretation.</param>
/// <param name="At">UTC.</param>
public sealed record ReviewedRun(DocumentId Document, RunId Run, int VersionNumber, BlobReference Data, DateTimeOffset At);

/// <summary>A unit whose count moved.</summary>
/// <param name="Verdict">What the run's verdict of it is now.</param>
/// <param name="Before">Null when nobody had judged it.</param>
/// <param name="After">As it is now.</param>
public sealed record TallyChange(Verdict Verdict, MappingTally? Before, MappingTally After);

/// <summary>
/// The rule of counting: a run has one verdict of a unit, and counts are the numbers of verdicts. So whatever is said twice
/// counts once, and a correction replaces the acceptance that came before it.
/// </summary>
public static class CalibrationLedger
{
    /// <param name="policy">Under which states are decided.</param>
    /// <param name="run">What was said of the run before.</param>
    /// <param name="tallies">Counts of its context.</param>
    /// <param name="judgements">What is said now.</param>
    /// <param name="at">When.</param>
    public static (JudgedRun Run, IReadOnlyList<TallyChange> Changes) Enter(
        CalibrationPolicy policy,
        JudgedRun run,
        IEnumerable<MappingTally> tallies,
        IReadOnlyList<Judgement> judgements,
        DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(judgements);
        var known = tallies.ToDictionary(tally => tally.Unit);
        var verdicts = new Dictionary<MappingUnit, Verdict>(run.Verdicts);
        List<TallyChange> changes = [];
        foreach (var judgement in judgements)
        {
            var before = verdicts.GetValueOrDefault(judgement.Unit);
            var after = Next(before, judgement.Verdict);
            if (after == before)
            {
                continue;
            }

            var tally = known.GetValueOrDefault(judgement.Unit);
            changes.Add(new TallyChange(after, tally, Count(policy, tally ?? new MappingTally(run.ContextKey, judgement.Unit), before, after, judgement, at)));
            verdicts.Remove(judgement.Unit);
            if (after != Verdict.None)
            {
                verdicts.Add(judgement.Unit, after);
            }
        }

        return (run with { Verdicts = verdicts }, changes);
    }

    private static Verdict Next(Verdict before, Verdict said) =>
        said == Verdict.None ? (before == Verdict.Accepted ? Verdict.None : before) : (Verdict)Math.Max((int)before, (int)said);

    private static MappingTally Count(
        CalibrationPolicy policy, MappingTally tally, Verdict before, Verdict after, Judgement judgement, DateTimeOffset at)
    {
        var counted = tally with
        {
            Accepted = tally.Accepted + One(after, Verdict.Accepted) - One(before, Verdict.Accepted),
            Edited = tally.Edited + One(after, Verdict.Edited) - One(before, Verdict.Edited),
            CandidateConfidence = after == Verdict.None ? tally.CandidateConfidence : judgement.CandidateConfidence,
            UpdatedAt = at.ToUniversalTime(),
        };
        return counted with { State = policy.Next(tally.State, counted.ConfidenceUnder(policy), counted.Volume) };
    }

    private static int One(Verdict verdict, Verdict counted) => verdict == counted ? 1 : 0;
}
