using RunFunctions.Core.Documents.Domain.Mining;

namespace RunFunctions.UnitTests.Documents.Mining;

/// <summary>Which of several candidates wins (specs/documents.md §6.5).</summary>
public sealed class CandidateRankingTests
{
    [Theory]
    [InlineData("pet_name", "Toby 3", "Toby", "Toby")]
    [InlineData("microchip_id", "025888123", "941000025888123", "941000025888123")]
    [InlineData("clinic_name", "Los Olivos", "Clínica Sol", "Clínica Sol")]
    [InlineData("age", "6", "7", "6")]
    public void The_more_plausible_value_wins_and_then_the_first(string key, string first, string second, string winner)
        => Assert.Equal(winner, Assert.Single(CandidateRanking.Winners(key, [Of(key, first), Of(key, second)])).Value);

    [Theory]
    [InlineData("weight", "Peso 3 kg", "Visita 3/2/2025 peso 4 kg", 1)]
    [InlineData("weight", "Peso 3 kg", "Dosis para 4 kg", 0)]
    [InlineData("weight", "Peso 3 kg", "Peso 4 kg", 1)]
    [InlineData("owner_address", "Calle Luna 3", "Propietario: Calle Luna 3", 1)]
    [InlineData("owner_address", "Clínica: Calle Luna 3", "Calle Luna 3", 1)]
    [InlineData("clinic_address", "Titular: Calle Luna 3", "Calle Luna 3", 1)]
    [InlineData("clinic_address", "Calle Luna 3", "Calle Luna 3, 46001 Valencia", 1)]
    [InlineData("microchip_id", "Tel 941000025888123", "Chip 941000025888124", 1)]
    public void What_stands_around_a_value_speaks_for_or_against_it(string key, string first, string second, int winner)
    {
        var value = key == "microchip_id" ? "941000025888123" : "Calle Luna 3";
        Candidate[] candidates = [Of(key, value, first, offset: 0), Of(key, value, second, offset: 50)];

        Assert.Same(candidates[winner], Assert.Single(CandidateRanking.Winners(key, candidates)));
    }

    [Fact]
    public void Confidence_decides_before_the_order_of_discovery()
        => Assert.Equal(
            "7",
            Assert.Single(CandidateRanking.Winners("age", [Of("age", "6") with { Confidence = Candidate.Guessed }, Of("age", "7")])).Value);

    private static Candidate Of(string key, string value, string? snippet = null, int offset = 0)
        => new(key, value, value, Candidate.Labelled, new Evidence(1, offset, snippet ?? value), "label_regex::x");
}
