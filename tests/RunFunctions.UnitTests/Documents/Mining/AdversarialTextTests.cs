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
    [InlineData("1/1/20 ")]
    [InlineData("visita 1/1/20, ")]
    [InlineData("- 1/1/20 - 10:00 - x\n")]
    [InlineData("12 de marzo ")]
    [InlineData("Dra. Ana Ruiz, col. ")]
    [InlineData("en la clinica Sol ")]
    [InlineData("Calle A 1\n46001 A\n")]
    [InlineData("tratamiento:\n- a\n")]
    [InlineData("diagnostico: a\nb\n")]
    [InlineData("5 mg cada 8 h. ")]
    [InlineData("Toby, perro, macho, 5 kg, ")]
    [InlineData("Ana\nPerro\n")]
    [InlineData("123456789\nchip\n")]
    [InlineData("1 2 3 4 5 6 7 8 9 0 ")]
    [InlineData("Paciente  Especie\nRex  Perro\n")]
    [InlineData("datos del cliente\nAna Ruiz\nC/ A 1\n")]
    public void A_repeated_text_is_interpreted_in_linear_time(string part)
    {
        var data = Interpretations.Of(string.Concat(Enumerable.Repeat(part, Size / part.Length)));

        Assert.Equal(37, data.Summary.TotalKeys);
    }
}
