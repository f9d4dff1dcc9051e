using System.Globalization;
using System.Text;
using RunFunctions.UnitTests.Documents.Corpus.Layouts;

namespace RunFunctions.UnitTests.Documents.Corpus.Scoring;

/// <summary>The published table, and the list of misses for whoever improves the rules.</summary>
internal static class QualityReport
{
    public static string Markdown(IReadOnlyList<CorpusCase> cases, Score score)
    {
        var text = new StringBuilder(Introduction(cases));
        text.Append(Summary(cases, score)).Append(Fields(score)).Append(Groups(cases, score)).Append(Traps(cases, score));
        return text.ToString();
    }

    /// <summary>Every wrong verdict with the text it is about, by key.</summary>
    public static string Misses(Score score)
    {
        var text = new StringBuilder();
        foreach (var verdict in score.Verdicts.Where(verdict => !verdict.IsRight).OrderBy(verdict => verdict.Slot.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{Line(verdict)}\n{Indented(verdict.Case.Text.Text)}\n");
        }

        return text.ToString();
    }

    public static string Line(Verdict verdict)
        => $"{verdict.Slot.Key}{(verdict.Slot.Visit is { } visit ? "@" + visit : "")} in {verdict.Case.Id}: expected {List(verdict.Expected)}, found {List(verdict.Found)}";

    private static string Introduction(IReadOnlyList<CorpusCase> cases)
        => $"""
           # Quality of extraction

           What the deterministic interpreter makes of {cases.Count} invented texts whose truth is known, written by a test, which also compares this file with what the code gives:

               EXTRACTION_QUALITY_OVERWRITE=1 dotnet test tests/RunFunctions.UnitTests --filter FullyQualifiedName~ExtractionQuality

           The same command writes every miss, with its text, to `TestResults/extraction-misses.txt`.

           A value is judged where the truth has one or the interpreter found one; a field that is rightly empty counts for nothing. It is right when it is the whole truth: normalised as specified, for repeated values all of them and no other, for values of a visit in that visit. Case and spaces of free text do not matter. A false positive is a value where there is none; in a trap, any value that should not be there. Macro exact match is the mean over the fields, each counting the same.

           Texts are composed from seeds: whole records in several layouts, with the noise of real ones (running heads, page numbers, telephones, legal footers, letters misread in labels and prose, lost accents, capitals), short texts about one field, traps, and records written by hand. The held-out half has names, addresses and findings of its own, so that rules which only fit the development half show.


           """;

    private static string Summary(IReadOnlyList<CorpusCase> cases, Score score)
    {
        List<(string Name, Func<CorpusCase, bool> Condition)> parts =
        [
            ("all", _ => true),
            ("development half", @case => @case.Half == Half.Development),
            ("held-out half", @case => @case.Half == Half.HeldOut),
            ("Spanish", @case => @case.Language == "es"),
            ("English", @case => @case.Language == "en"),
        ];
        return Table(
            "Summary",
            ["Texts", "Number", "Values judged", "Macro exact match", "Lowest field", "False positives"],
            parts.Select(part => Row(part.Name, cases.Count(part.Condition), score.Where(part.Condition))));

        static string[] Row(string name, int count, Score part)
        {
            var lowest = part.ByKey.MinBy(entry => (entry.Value.ExactMatch, entry.Key));
            return [name, Number(count), Number(part.Judged), Ratio(part.MacroExactMatch), $"{Ratio(lowest.Value.ExactMatch)} `{lowest.Key}`", Number(part.FalsePositives)];
        }
    }

    private static string Fields(Score score)
        => Table(
            "Fields",
            ["Field", "Values judged", "Exact match", "Development", "Held-out", "Spanish", "English", "False positives"],
            from key in RecordKeys.All
            let field = score.ByKey.GetValueOrDefault(key, new Score([]))
            select new[]
            {
                RecordKeys.Critical.Contains(key) ? $"**{key}**" : key,
                Number(field.Judged),
                Ratio(field.ExactMatch),
                Ratio(field.Where(@case => @case.Half == Half.Development).ExactMatch),
                Ratio(field.Where(@case => @case.Half == Half.HeldOut).ExactMatch),
                Ratio(field.Where(@case => @case.Language == "es").ExactMatch),
                Ratio(field.Where(@case => @case.Language == "en").ExactMatch),
                Number(field.FalsePositives),
            }) + "Critical fields are bold.\n\n";

    private static string Groups(IReadOnlyList<CorpusCase> cases, Score score)
        => Table(
            "Layouts",
            ["Layout", "Texts", "Values judged", "Exact match, Spanish", "Exact match, English", "False positives"],
            from name in Layout.All.Select(layout => layout.Name).Concat(["hand-written", "single field", "trap"])
            let part = score.Where(@case => @case.Group == name)
            select new[]
            {
                name,
                Number(cases.Count(@case => @case.Group == name)),
                Number(part.Judged),
                Ratio(part.Where(@case => @case.Language == "es").ExactMatch),
                Ratio(part.Where(@case => @case.Language == "en").ExactMatch),
                Number(part.FalsePositives),
            });

    private static string Traps(IReadOnlyList<CorpusCase> cases, Score score)
        => Table(
            "Traps",
            ["Defect of the reference system", "Texts", "False positives"],
            from trap in TrapNames
            let part = score.Where(@case => @case.Trap == trap.Key)
            select new[] { $"{trap.Key}. {trap.Value}", Number(cases.Count(@case => @case.Trap == trap.Key)), Number(part.FalsePositives) }).TrimEnd('\n') + "\n";

    /// <summary>The defects that have traps, in the words of the table.</summary>
    public static readonly IReadOnlyDictionary<int, string> TrapNames = new SortedDictionary<int, string>
    {
        [2] = "words that contain a label",
        [3] = "labels with accents",
        [4] = "a label as a value",
        [5] = "the client's name as the animal's",
        [6] = "the birth as a visit or as the document's date",
        [7] = "a value found twice",
        [8] = "weights that are none",
        [9] = "one address for two parties",
        [10] = "an address that goes on in the next line",
        [11] = "reasons and dates of stays that get lost",
        [12] = "a text in the visit whose date is nearest",
        [22] = "dates that can be read both ways",
    };

    private static string Table(string heading, string[] columns, IEnumerable<string[]> rows)
    {
        var text = new StringBuilder($"## {heading}\n\n| {string.Join(" | ", columns)} |\n|{string.Concat(Enumerable.Repeat("---|", columns.Length))}\n");
        foreach (var row in rows)
        {
            text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        }

        return text.Append('\n').ToString();
    }

    private static string Ratio(double ratio) => ratio.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string List(IReadOnlyList<string> values) => values.Count == 0 ? "nothing" : string.Join(" + ", values.Select(value => $"\"{value}\""));

    private static string Indented(string text) => "    " + text.Replace("\n", "\n    ", StringComparison.Ordinal);
}
