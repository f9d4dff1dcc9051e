namespace RunFunctions.UnitTests.Documents.Corpus.Scoring;

/// <summary>How one slot of one case came out. Slots that are rightly empty are no achievement and have no verdict.</summary>
/// <param name="Case">The case.</param>
/// <param name="Slot">The slot.</param>
/// <param name="Expected">Of the truth; empty when nothing should be found.</param>
/// <param name="Found">Of the answer.</param>
internal sealed record Verdict(CorpusCase Case, Slot Slot, IReadOnlyList<string> Expected, IReadOnlyList<string> Found)
{
    public bool IsRight { get; } = Sorted(Slot.Key, Expected).SequenceEqual(Sorted(Slot.Key, Found));

    /// <summary>Something was found where there is nothing; in a trap, anything that should not be found.</summary>
    public bool IsFalsePositive => Case.Trap is null ? Expected.Count == 0 : Surplus > 0;

    private int Surplus
    {
        get
        {
            var rest = Sorted(Slot.Key, Found).ToList();
            foreach (var value in Sorted(Slot.Key, Expected))
            {
                rest.Remove(value);
            }

            return rest.Count;
        }
    }

    public static IEnumerable<Verdict> On(CorpusCase @case, Answer answer)
        => from slot in @case.Truth.Slots.Concat(answer.Slots).Distinct()
           where @case.Truth.Judges(slot)
           select new Verdict(@case, slot, @case.Truth[slot], answer[slot]);

    private static IEnumerable<string> Sorted(string key, IEnumerable<string> values)
        => values.Select(value => Comparable.Of(key, value)).Order(StringComparer.Ordinal);
}
