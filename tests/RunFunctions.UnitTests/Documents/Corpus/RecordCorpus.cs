using RunFunctions.UnitTests.Documents.Corpus.HandWritten;
using RunFunctions.UnitTests.Documents.Corpus.Layouts;
using RunFunctions.UnitTests.Documents.Corpus.SingleFields;
using RunFunctions.UnitTests.Documents.Corpus.Traps;

namespace RunFunctions.UnitTests.Documents.Corpus;

/// <summary>Every text whose truth is known.</summary>
internal static class RecordCorpus
{
    /// <summary>Of every layout, language and half.</summary>
    private static readonly ulong[] DevelopmentSeeds = [11, 23, 37, 41, 59, 67];
    private static readonly ulong[] HeldOutSeeds = [103, 127, 149, 163, 181, 199];

    public static IReadOnlyList<CorpusCase> Cases { get; } =
        [.. Records(), .. HandWrittenRecords.Cases(), .. SingleField.Cases(), .. Trap.Cases()];

    private static IEnumerable<CorpusCase> Records()
        => from layout in Layout.All
           from language in new[] { "es", "en" }
           from half in Enum.GetValues<Half>()
           from seed in half == Half.Development ? DevelopmentSeeds : HeldOutSeeds
           select Record(layout, language, half, seed);

    private static CorpusCase Record(Layout layout, string language, Half half, ulong seed)
    {
        var sheet = new Sheet(new Author((seed * 31) + (ulong)Array.IndexOf(Layout.All, layout), language, half));
        layout.Write(sheet);
        return sheet.Finish($"{layout.Name.Replace(' ', '-')}/{language}/{seed}", layout.Name);
    }
}
