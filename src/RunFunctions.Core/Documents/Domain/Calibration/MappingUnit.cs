using System.Text.Json.Serialization;

namespace RunFunctions.Core.Documents.Domain.Calibration;

/// <summary>What is calibrated within a context: a field as one rule finds it.</summary>
/// <param name="FieldKey">Field key.</param>
/// <param name="MappingId">The rule; null for a value that names none.</param>
public sealed record MappingUnit(string FieldKey, string? MappingId);

/// <summary>What a reviewer has made of the values of a unit in one run. Each verdict outweighs those before it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    /// <summary>Nothing, or what was said has been taken back.</summary>
    None,

    /// <summary>All of them were left as they were until the document was marked reviewed.</summary>
    Accepted,

    /// <summary>At least one was changed or removed.</summary>
    Edited,
}

/// <param name="Unit">What is judged.</param>
/// <param name="Verdict">What is said of it; <see cref="Verdict.None"/> takes an acceptance back.</param>
/// <param name="CandidateConfidence">How sure the rule was, 0 to 1: of several values the highest.</param>
public sealed record Judgement(MappingUnit Unit, Verdict Verdict, decimal CandidateConfidence);

/// <summary>What reviews have said of a unit so far.</summary>
/// <param name="ContextKey">The kind of document.</param>
/// <param name="Unit">The unit.</param>
public sealed record MappingTally(string ContextKey, MappingUnit Unit)
{
    /// <summary>Runs whose verdict is <see cref="Verdict.Accepted"/>.</summary>
    public int Accepted { get; init; }

    /// <summary>Runs whose verdict is <see cref="Verdict.Edited"/>.</summary>
    public int Edited { get; init; }

    /// <summary>How sure the rule was in the run that was judged last.</summary>
    public decimal CandidateConfidence { get; init; }

    /// <summary>As the last judgement left it.</summary>
    public PolicyState State { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    public int Volume => Accepted + Edited;

    /// <summary>The unit's confidence under a policy.</summary>
    public decimal ConfidenceUnder(CalibrationPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return CalibrationPolicy.Compose(CandidateConfidence, policy.AdjustmentOf(Accepted, Edited));
    }
}
