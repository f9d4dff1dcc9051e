using RunFunctions.UnitTests.Documents.Interpretation;

namespace RunFunctions.UnitTests.Documents.Visits;

/// <summary>Texts of 1 MB full of visits; a rule that is not linear in the text would hang here.</summary>
public sealed class AdversarialVisitTests
{
    private const int Size = 1_000_000;

    [Theory]
    [InlineData("visita 1/1/24\n")]
    [InlineData("visita 1/1/24 a\n")]
    [InlineData("visita 1/1/24 a visita 2/1/24 b ")]
    [InlineData("ingreso 1/1/24 alta 2/1/24\n")]
    [InlineData("alta 2/1/24 ingreso 1/1/24 ")]
    [InlineData("visita\ndia 1/1/24\n")]
    [InlineData("- 01/02/24 - 10:10 - x\n")]
    [InlineData("visita 1/1/24 se recomienda ")]
    [InlineData("visita 1/1/24 x. y; ")]
    [InlineData("una frase larga que no cabe en la linea y que sigue en la siguiente\n")]
    public void A_repeated_text_is_interpreted_in_linear_time(string part)
    {
        var data = Interpretations.Of("visita 1/1/24 tos\n" + string.Concat(Enumerable.Repeat(part, Size / part.Length)));

        Assert.Equal(37, data.Summary.TotalKeys);
        Assert.NotEmpty(data.Visits);
    }

    [Fact]
    public void Thousands_of_days_are_read_and_the_last_visit_keeps_the_rest()
    {
        var lines = Enumerable.Range(0, 30_000).Select(day => $"visita {new DateOnly(2000, 1, 1).AddDays(day):dd\\/MM\\/yyyy} tos {day}\n");

        Assert.InRange(Interpretations.Of(string.Concat(lines)).Visits.Count, 400, 500);
    }
}
