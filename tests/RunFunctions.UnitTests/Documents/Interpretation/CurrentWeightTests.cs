using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.UnitTests.Documents.Interpretation;

public sealed class CurrentWeightTests
{
    [Theory]
    [InlineData("Visita 02/03/2025\nPeso: 11,8 kg\nVisita 16/03/2025\nPeso: 12 kg", "12 kg")]
    [InlineData("Visita 16/03/2025\nPeso: 12 kg\nVisita 02/03/2025\nPeso: 11,8 kg", "12 kg")]
    [InlineData("Visita 16/03/2025\nPeso: 12 kg\nRepetido\nPeso: 12,5 kg", "12.5 kg")]
    [InlineData("Peso: 9 kg\nVisita 16/03/2025\nPeso: 12 kg", "12 kg")]
    [InlineData("Visita 16/03/2025\nWeight: 900 g", "0.9 kg")]
    public void The_last_weight_of_a_visit_is_the_documents(string text, string weight)
    {
        var field = Assert.Single(Interpretations.Of(text).Fields, field => field.Key == "weight");

        Assert.Equal((weight, FieldOrigin.Derived), (field.Value.AsText(), field.Origin));
    }

    [Theory]
    [InlineData("Peso: 9 kg\nVisita 16/03/2025 tos")]
    [InlineData("Peso: 9 kg")]
    public void A_weight_outside_the_visits_is_the_documents_own(string text)
    {
        var data = Interpretations.Of(text);

        Assert.Equal(("9 kg", FieldOrigin.Machine), (data.Field("weight").Value.AsText(), data.Field("weight").Origin));
        Assert.DoesNotContain(data.Visits, visit => visit.Value("weight") is not null);
    }

    [Theory]
    [InlineData("Peso: 0")]
    [InlineData("Peso: 450 g")]
    [InlineData("Peso: 121 kg")]
    public void Trap_8_a_weight_that_no_animal_has_is_none(string line)
        => Assert.Null(Interpretations.Of("Visita 16/03/2025\n" + line).Value("weight"));
}
