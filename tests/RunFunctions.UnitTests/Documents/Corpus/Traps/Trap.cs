namespace RunFunctions.UnitTests.Documents.Corpus.Traps;

/// <summary>A text that the reference system reads wrongly.</summary>
/// <param name="Item">Number in the list of its defects (specs/documents.md §9.2).</param>
/// <param name="Language"><c>es</c> or <c>en</c>.</param>
/// <param name="Text">Line feeds written as <c> / </c>.</param>
/// <param name="Keys">Judged, with a space between.</param>
/// <param name="Truth">What there is to find, in the lines of <see cref="TruthText"/> with <c> / </c> between; anything else is a false positive.</param>
internal sealed record Trap(int Item, string Language, string Text, string Keys, string Truth = "")
{
    public static readonly IReadOnlyList<Trap> All = [.. WordTraps.All, .. PartyTraps.All, .. DateTraps.All, .. ValueTraps.All];

    public static IEnumerable<CorpusCase> Cases() => All.Select((trap, number) => trap.Case(number));

    private CorpusCase Case(int number)
    {
        var truth = new Truth { Keys = Keys.Split(' ').ToHashSet() };
        TruthText.Read(truth, Lines(Truth));
        return new(
            $"trap-{Item:00}/{Language}/{number:000}", "trap", Language, number % 2 == 0 ? Half.Development : Half.HeldOut, PagedText.Of([Lines(Text)]), truth)
        {
            Trap = Item,
        };
    }

    private static string Lines(string text) => text.Replace(" / ", "\n", StringComparison.Ordinal);
}
