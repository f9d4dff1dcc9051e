namespace RunFunctions.UnitTests.Documents.Corpus;

/// <summary>A sequence of choices that a seed decides alone, on every machine and runtime (SplitMix64).</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 to <paramref name="limit"/> - 1.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public int Between(int first, int last) => first + Below(last - first + 1);

    /// <summary>Whether something with this chance, in per cent, happens.</summary>
    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(IReadOnlyList<T> values) => values[Below(values.Count)];

    /// <summary>Different values, in the order of the list.</summary>
    public IReadOnlyList<T> Several<T>(IReadOnlyList<T> values, int count)
    {
        var chosen = new HashSet<int>();
        while (chosen.Count < count)
        {
            chosen.Add(Below(values.Count));
        }

        return [.. chosen.Order().Select(index => values[index])];
    }

    public string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + Below(10))));

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
