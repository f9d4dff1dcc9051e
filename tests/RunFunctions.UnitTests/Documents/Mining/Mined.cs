using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Mining;
using RunFunctions.UnitTests.Documents.Interpretation;

namespace RunFunctions.UnitTests.Documents.Mining;

/// <summary>Mines invented texts; in the golden ones " / " stands for a line feed, as in specs/documents.md §8.2.</summary>
internal sealed class Mined
{
    private Mined(MiningResult result) => Result = result;

    public MiningResult Result { get; }

    /// <summary>The winner's value, winners of a repeatable field joined with " + "; null when there is none.</summary>
    public string? this[string key]
        => Winners(key) is { Count: > 0 } winners ? string.Join(" + ", winners.Select(winner => winner.Value)) : null;

    public static Mined Of(string text) => Of(Interpretations.OnePage(text));

    public static Mined OfGolden(string text) => Of(text.Replace(" / ", "\n"));

    public static Mined Of(DocumentText text) => new(CandidateMiner.Mine(text));

    public Candidate Winner(string key) => Assert.Single(Winners(key));

    /// <summary>All candidates of a field in order of discovery, joined with " + ".</summary>
    public string All(string key) => string.Join(" + ", Result.Candidates[key].Select(candidate => candidate.Value));

    public Dictionary<string, string?> Values() => Result.Candidates.Keys.ToDictionary(key => key, key => this[key]);

    private IReadOnlyList<Candidate> Winners(string key) => CandidateRanking.Winners(key, Result.Candidates[key]);
}
