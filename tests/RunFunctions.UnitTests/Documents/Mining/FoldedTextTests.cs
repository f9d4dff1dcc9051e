using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Core.Documents.Domain.Mining;

namespace RunFunctions.UnitTests.Documents.Mining;

public sealed class FoldedTextTests
{
    [Theory]
    [InlineData("DIAGNÓSTICO", "diagnostico")]
    [InlineData("Diagno\u0301stico", "diagnostico")]
    [InlineData("Ñandú çü", "nandu cu")]
    [InlineData("oﬁcina ﬂuido", "oficina fluido")]
    [InlineData("nº 3ª", "no 3a")]
    [InlineData("a\u00A0b\u2009c", "a b c")]
    [InlineData("pa\u00ADciente\u200B", "paciente")]
    [InlineData("dueño – O’Neill “x”", "dueno - o'neill \"x\"")]
    [InlineData("Peso：3", "peso:3")]
    [InlineData("Straße Œuvre", "strasse oeuvre")]
    [InlineData("İı", "ii")]
    [InlineData("Собака 🐶", "собака 🐶")]
    public void Case_diacritics_and_typography_are_ignored(string original, string folded)
        => Assert.Equal(folded, FoldedText.Fold(original));

    [Theory]
    [InlineData("el diagno\u0301stico: x", "diagnostico", "diagno\u0301stico")]
    [InlineData("la oﬁcina", "fic", "ﬁc")]
    [InlineData("la oﬁcina", "of", "oﬁ")]
    [InlineData("cafe\u0301", "cafe", "cafe\u0301")]
    public void A_folded_passage_leads_back_to_the_original(string original, string passage, string expected)
    {
        var folded = FoldedText.Of(original);
        var start = folded.Text.IndexOf(passage, StringComparison.Ordinal);

        Assert.Equal(expected, original[folded.OriginOf(start, start + passage.Length)]);
    }

    [Fact]
    public void An_empty_passage_stays_empty()
        => Assert.Equal(1..1, FoldedText.Of("abc").OriginOf(1, 1));

    [Fact]
    public void The_map_back_is_monotone_and_folds_to_the_same_characters()
        => Prop.ForAll(Interpretation.RecordTexts.Any, original =>
        {
            var folded = FoldedText.Of(original);
            return Enumerable.Range(0, folded.Text.Length).All(index =>
                folded.OriginOf(index) <= folded.OriginOf(index + 1)
                && FoldedText.Fold(original[folded.OriginOf(index, index + 1)]).Contains(folded.Text[index]))
                && folded.OriginOf(folded.Text.Length) == original.Length;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Folding_twice_changes_nothing()
        => Prop.ForAll(ArbMap.Default.ArbFor<string?>(), original =>
        {
            var once = FoldedText.Fold(original ?? "");
            return FoldedText.Fold(once) == once;
        }).QuickCheckThrowOnFailure();
}
