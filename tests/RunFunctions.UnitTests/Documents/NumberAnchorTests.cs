using RunFunctions.Core.Documents.Domain.Normalisation;
using RunFunctions.Core.Documents.Domain.Quality;
using RunFunctions.UnitTests.Documents.Interpretation;

namespace RunFunctions.UnitTests.Documents;

/// <summary>The numbers that specs/documents.md §8.1 anchors, one by one; dates are ISO with us.</summary>
public sealed class NumberAnchorTests
{
    [Theory]
    [InlineData("7,25kg", "7.25 kg")]
    [InlineData("900 gr", "0.9 kg")]
    [InlineData("0", null)]
    [InlineData("450 g", null)]
    [InlineData("121 kg", null)]
    public void Weights(string written, string? expected) => Assert.Equal(expected, FieldNormaliser.Normalise("weight", written));

    [Theory]
    [InlineData("9/3/21", "2021-03-09")]
    [InlineData("2024-3-9", "2024-03-09")]
    [InlineData("1.2.69", "1969-02-01")]
    [InlineData("31/04/2024", null)]
    public void Dates(string written, string? expected) => Assert.Equal(expected, FieldNormaliser.Normalise("document_date", written));

    [Theory]
    [InlineData("", 0.0, TextQualityReason.TooShort)]
    [InlineData("Hola", 0.0, TextQualityReason.TooShort)]
    [InlineData("1234567890 1234567890 1234567890", 0.0, TextQualityReason.NotHumanReadable)]
    [InlineData("PACIENTE: TOBY\nESPECIE: CANINA\nRAZA: PODENCO\nSEXO: MACHO\nEDAD: 6", 0.8, TextQualityReason.SuspiciousAllCapsDensity)]
    [InlineData("Paciente atendida en consulta. Se le draquea la muestra tomada.", 0.6, TextQualityReason.SuspiciousSubstitutions)]
    public void The_quality_gate(string text, double score, TextQualityReason reason)
    {
        var quality = TextQualityGate.Assess(text);
        Assert.Equal(((decimal)score, reason, reason == TextQualityReason.SuspiciousAllCapsDensity), (quality.Score, Assert.Single(quality.Reasons), quality.Passed));
    }

    [Theory]
    [InlineData("Revision 3/4/24", "2024-04-03")]
    [InlineData("- 03/09/20 - 16:36 - x", "2020-09-03")]
    [InlineData("- 03/09/20 - 16:36 x", null)]
    [InlineData("Control 01/05/98", null)]
    public void Visit_lines(string line, string? expected) => Assert.Equal(expected, Interpretations.Of(line).Visits.Select(visit => visit.VisitDate).SingleOrDefault());

    /// <summary>The reference knows no English here; reading both languages is what is asked of us.</summary>
    [Fact]
    public void An_English_visit_line_counts_where_its_date_is_clear() =>
        Assert.Equal("2024-05-21", Interpretations.Of("Visit 21/05/2024").Visits.Single().VisitDate);
}
