using RunFunctions.UnitTests.Documents.Interpretation;

namespace RunFunctions.UnitTests.Documents.Mining;

/// <summary>Texts of 1 MB made to be slow; a rule that is not linear in the text would hang here.</summary>
public sealed class AdversarialTextTests
{
    private const int Size = 1_000_000;

    [Theory]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData("peso: ")]
    [InlineData("peso 1/1/")]
    [InlineData("chip 1 2 3 ")]
    [InlineData("Paciente:\n\n")]
    [InlineData("diagnostico (")]
    [InlineData("Propietario: C/ A B 3\n")]
    [InlineData("Sintomas: x-y_z; ")]
    [InlineData("e\u0301ﬁ\u200B")]
    public void A_repeated_text_is_interpreted_in_linear_time(string part)
    {
        var data = Interpretations.Of(string.Concat(Enumerable.Repeat(part, Size / part.Length)));

        Assert.Equal(37, data.Summary.TotalKeys);
    }
}
