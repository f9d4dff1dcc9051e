using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Core.Documents.Domain.Quality;

namespace RunFunctions.UnitTests.Documents.Quality;

public sealed class TextQualityGateTests
{
    private const string Prose =
        "Paciente atendida en consulta por cojera leve.\nSe pauta reposo durante una semana y control posterior.\n";

    [Fact]
    public void Readable_prose_passes_with_a_full_score()
    {
        var quality = TextQualityGate.Assess(Prose);

        Assert.Equal(1m, quality.Score);
        Assert.True(quality.Passed);
        Assert.Empty(quality.Reasons);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Hola")]
    [InlineData("   \n\n    a             b             c   ")]
    public void A_text_of_fewer_than_20_characters_scores_0(string text)
        => AssertHardFailure(TextQualityReason.TooShort, text);

    [Theory]
    [InlineData("1234567890 1234567890 1234567890")]
    [InlineData("uno dos tres \u0001\u0002\u0003\u0004\u0005\u0006 cuatro cinco")]
    [InlineData("uno dos tres cuatro \uE000\uE001\uE002\uE003\uE004\uE005")]
    [InlineData("uno dos tres cuatro \uD800\uD800\uD800\uD800\uD800\uD800")]
    [InlineData("a1234567 b1234567 c1234567 d1234567")]
    [InlineData("texto con ruido \uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD")]
    public void A_text_that_nobody_could_read_scores_0(string text)
        => AssertHardFailure(TextQualityReason.NotHumanReadable, text);

    [Theory]
    [InlineData("ab cd ef gh ij kl mn op qr st")]
    [InlineData("собака здорова и хорошо ест корм")]
    public void A_text_with_fewer_than_three_Latin_words_scores_0(string text)
        => AssertHardFailure(TextQualityReason.TooFewWords, text);

    [Fact]
    public void A_block_of_capital_labels_passes_with_080()
    {
        var quality = TextQualityGate.Assess("PACIENTE: TOBY\nESPECIE: CANINA\nRAZA: PODENCO\nSEXO: MACHO\nEDAD: 6");

        Assert.Equal(0.8m, quality.Score);
        Assert.True(quality.Passed);
        Assert.Equal([TextQualityReason.SuspiciousAllCapsDensity], quality.Reasons);
    }

    [Theory]
    [InlineData("dratamiento")]
    [InlineData("draquea")]
    [InlineData("Diene")]
    public void A_decoder_that_confuses_T_with_D_always_fails(string word)
    {
        var quality = TextQualityGate.Assess(Prose + word);

        Assert.Equal(TextQualityGate.PassScore, quality.Score);
        Assert.False(quality.Passed);
        Assert.Equal([TextQualityReason.SuspiciousSubstitutions], quality.Reasons);
    }

    public static TheoryData<string, TextQualityReason, decimal> Penalties() => new()
    {
        { "brr tsk hmm pst grr shh brr tsk hmm pst grr shh", TextQualityReason.LowVowelRatio, 0.8m },
        { "uno, (dos); [tres]: {cuatro}; 'cinco', \"seis\"; uno, (dos).", TextQualityReason.HighPunctuationRatio, 0.75m },
        { "palabra,palabra,palabra,palabra palabra", TextQualityReason.LowWhitespaceStructure, 0.8m },
        { string.Join(' ', Enumerable.Repeat("palabra", 101)), TextQualityReason.LowLinebreakStructure, 0.9m },
        {
            string.Join('\n', Enumerable.Repeat("gato", 60).Concat(Enumerable.Repeat("gastroenteritis", 20))),
            TextQualityReason.ExcessLongTokens, 0.65m
        },
        {
            string.Join('\n', Enumerable.Repeat("perro", 121).Concat(Enumerable.Repeat("o", 6))),
            TextQualityReason.ExcessSingleLetterTokens, 0.65m
        },
    };

    [Theory]
    [MemberData(nameof(Penalties))]
    public void Each_complaint_takes_its_own_penalty(string text, TextQualityReason reason, decimal score)
    {
        var quality = TextQualityGate.Assess(text);

        Assert.Equal([reason], quality.Reasons);
        Assert.Equal(score, quality.Score);
        Assert.True(quality.Passed);
    }

    [Fact]
    public void Penalties_add_up_until_the_text_fails()
    {
        var quality = TextQualityGate.Assess("BRR,TSK,HMM,PST,GRR,SHH,BRR,TSK,HMM,PST,GRR,SHH");

        Assert.Equal(0.4m, quality.Score);
        Assert.False(quality.Passed);
        Assert.Equal(
            [
                TextQualityReason.LowVowelRatio,
                TextQualityReason.LowWhitespaceStructure,
                TextQualityReason.SuspiciousAllCapsDensity,
            ],
            quality.Reasons);
    }

    [Fact]
    public void Accented_vowels_count_as_vowels()
        => Assert.Empty(TextQualityGate.Assess("sí él aquí allí está más ópalo único áéíóú").Reasons);

    [Fact]
    public void Any_text_gets_a_score_between_0_and_1()
        => Prop.ForAll(
            ArbMap.Default.ArbFor<string?>(),
            text =>
            {
                var quality = TextQualityGate.Assess(text ?? string.Empty);
                return quality.Score is >= 0m and <= 1m
                    && (!quality.Passed || quality.Score >= TextQualityGate.PassScore);
            }).QuickCheckThrowOnFailure();

    private static void AssertHardFailure(TextQualityReason reason, string text)
    {
        var quality = TextQualityGate.Assess(text);

        Assert.Equal(0m, quality.Score);
        Assert.False(quality.Passed);
        Assert.Equal([reason], quality.Reasons);
    }
}
