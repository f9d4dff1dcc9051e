using RunFunctions.UnitTests.Architecture;
using RunFunctions.UnitTests.Documents.Corpus.Scoring;
using RunFunctions.UnitTests.Documents.Interpretation;

namespace RunFunctions.UnitTests.Documents.Corpus;

/// <summary>How well records are read, and that what is published about it is so.</summary>
public sealed class ExtractionQualityTests
{
    private const string Published = "docs/extraction-quality.md";
    private const string Misses = "TestResults/extraction-misses.txt";

    // Set, outside of CI, it writes the published table and the list of misses.
    private const string OverwriteVariable = "EXTRACTION_QUALITY_OVERWRITE";

    private static readonly Score Reached = new(
        [.. RecordCorpus.Cases.SelectMany(@case => Verdict.On(@case, Answer.Of(Interpretations.Of(@case.Text))))]);

    [Fact]
    public void Records_are_read_as_a_careful_reviewer_would_and_the_published_table_says_how_well()
    {
        if (Environment.GetEnvironmentVariable(OverwriteVariable) is { Length: > 0 } && Environment.GetEnvironmentVariable("CI") is null)
        {
            Write(Published, QualityReport.Markdown(RecordCorpus.Cases, Reached));
            Write(Misses, QualityReport.Misses(Reached));
        }

        Assert.Equal(QualityReport.Markdown(RecordCorpus.Cases, Reached), Repository.Read(Published).Text);
        Rule.Holds([.. Shortfalls(Reached), .. Shortfalls(Reached.Where(@case => @case.Half == Half.HeldOut)).Select(shortfall => "held-out half: " + shortfall)]);
    }

    [Fact]
    public void An_answer_that_is_the_truth_is_right_everywhere()
    {
        var score = new Score([.. RecordCorpus.Cases.SelectMany(@case => Verdict.On(@case, Echo(@case.Truth)))]);

        Assert.Empty(Shortfalls(score));
        Assert.All(score.Verdicts, verdict => Assert.True(verdict.IsRight));
    }

    [Fact]
    public void An_answer_with_one_more_value_everywhere_is_right_nowhere()
    {
        var score = new Score([.. RecordCorpus.Cases.SelectMany(@case => Verdict.On(@case, Echo(@case.Truth, extra: "99 x")))]);

        Assert.All(score.Verdicts, verdict => Assert.False(verdict.IsRight));
        Assert.NotEmpty(Shortfalls(score));
    }

    [Fact]
    public void The_corpus_is_as_large_as_promised()
    {
        Assert.All(RecordKeys.Critical, key => Assert.InRange(Single(key, "es"), 20, int.MaxValue));
        Assert.All(RecordKeys.Critical, key => Assert.InRange(Single(key, "en"), 20, int.MaxValue));
        Assert.InRange(RecordCorpus.Cases.Count(@case => @case.Truth.Keys is null), 150, int.MaxValue);
        Assert.InRange(RecordCorpus.Cases.Count(@case => @case.Group == "hand-written"), 12, int.MaxValue);
        Assert.All(QualityReport.TrapNames.Keys, item => Assert.Contains(RecordCorpus.Cases, @case => @case.Trap == item));
        Assert.Equal(RecordCorpus.Cases.Count, RecordCorpus.Cases.Select(@case => @case.Id).Distinct().Count());

        static int Single(string key, string language)
            => RecordCorpus.Cases.Count(@case => @case.Group == "single field" && @case.Language == language && @case.Truth.Keys!.Contains(key));
    }

    [Fact]
    public void Every_text_that_should_be_found_stands_in_its_record()
    {
        string[] verbatim = ["pet_name", "breed", "nhc", "owner_name", "vet_name", "clinic_name", "line_item", "reason_for_visit", "diagnosis", "medication", "procedure"];
        Rule.Holds(
            from @case in RecordCorpus.Cases
            from slot in @case.Truth.Slots.Where(slot => verbatim.Contains(slot.Key) && @case.Truth.Judges(slot))
            from value in @case.Truth[slot]
            where !@case.Text.Text.Normalize().Contains(value, StringComparison.OrdinalIgnoreCase)
            select $"{@case.Id}: {slot.Key} {value}");
    }

    /// <summary>What keeps a score from being good enough, with the misses behind it.</summary>
    private static IEnumerable<string> Shortfalls(Score score)
    {
        if (score.MacroExactMatch < 0.97)
        {
            yield return FormattableString.Invariant($"Macro exact match is {score.MacroExactMatch:0.000}, below 0.97.");
        }

        foreach (var (key, field) in score.ByKey.Where(entry => entry.Value.ExactMatch < 0.93))
        {
            yield return FormattableString.Invariant($"Exact match of {key} is {field.ExactMatch:0.000}, below 0.93.");
        }

        foreach (var verdict in score.Verdicts.Where(verdict => verdict is { Case.Trap: not null, IsFalsePositive: true }))
        {
            yield return $"Trap: {QualityReport.Line(verdict)}.";
        }
    }

    private static Answer Echo(Truth truth, string? extra = null)
    {
        var answer = new Answer();
        foreach (var slot in truth.Slots)
        {
            foreach (var value in truth[slot])
            {
                answer.Add(slot, value);
            }

            answer.Add(slot, extra);
        }

        return answer;
    }

    private static void Write(string path, string text)
    {
        var file = Path.Combine(Repository.Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
