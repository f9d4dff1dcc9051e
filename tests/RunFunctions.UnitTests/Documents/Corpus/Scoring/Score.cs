namespace RunFunctions.UnitTests.Documents.Corpus.Scoring;

/// <summary>Verdicts in figures.</summary>
internal sealed record Score(IReadOnlyList<Verdict> Verdicts)
{
    public int Judged => Verdicts.Count;

    public int FalsePositives => Verdicts.Count(verdict => verdict.IsFalsePositive);

    /// <summary>0 to 1; 1 when there is nothing to judge.</summary>
    public double ExactMatch => Judged == 0 ? 1 : Verdicts.Count(verdict => verdict.IsRight) / (double)Judged;

    /// <summary>Mean of the exact matches of the keys, each counting the same.</summary>
    public double MacroExactMatch => ByKey.Values.Select(score => score.ExactMatch).DefaultIfEmpty(1).Average();

    public IReadOnlyDictionary<string, Score> ByKey =>
        Verdicts.GroupBy(verdict => verdict.Slot.Key).ToDictionary(group => group.Key, group => new Score([.. group]));

    public Score Where(Func<CorpusCase, bool> condition) => new([.. Verdicts.Where(verdict => condition(verdict.Case))]);
}
