namespace RunFunctions.UnitTests.Documents.Mining;

public sealed class LanguageDetectorTests
{
    [Theory]
    [InlineData("Paciente: Rex\nEspecie: Canina\nSexo: Macho\nPeso: 12 kg", "es")]
    [InlineData("Paciente: Rex\nMotivo: vómitos\nEl perro está tranquilo", "es")]
    [InlineData("Patient: Rex\nSpecies: Dog\nSex: Male\nDate: 12/05/2024", "en")]
    [InlineData("Nome: Rex\nEspécie: Canina\nRaça: Podengo\nSexo: Macho\nPeso: 12 kg\nTutor: Rui Costa\nConsulta: 3/2/2025", "pt")]
    [InlineData("O animal não come e foi medicado com uma injeção", "pt")]
    [InlineData("Nom: Rex\nEspèce: Chien\nRace: Beagle\nSexe: Mâle\nPoids: 12 kg\nDate: 3/2/2025", "fr")]
    [InlineData("Der Hund frisst nicht mehr und wurde untersucht", null)]
    [InlineData("12/05/2024 941000025888123", null)]
    [InlineData("", null)]
    public void A_language_is_told_by_the_words_that_it_has_to_itself(string text, string? language)
    {
        var mined = Mined.Of(text);

        Assert.Equal((language, language), (mined["language"], mined.Result.Language));
    }
}
