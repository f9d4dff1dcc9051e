using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.UnitTests.Documents.Interpretation;

/// <summary>By whose rules a text is read (specs/documents.md §0 rows 8 and 9).</summary>
public sealed class LanguageTests
{
    private const string English = "Patient: Fido\nOwner: the sample owner\nSpecies: dog\nVisit date: 03/14/2024\nDate of birth: 02/03/2020\nThe dog was seen and is well.";

    [Theory]
    [InlineData("Paciente: Toby\nEspecie: perro\nRaza: mestizo\nPropietario: nadie\nDiagnóstico: sano", "es")]
    [InlineData(English, "en")]
    [InlineData("Nome: Toby\nRaça: rafeiro\nIdade: 3 anos\nQueixa: não come ração\nTratamento: dieta", "pt")]
    [InlineData("Nom: Toby\nEspèce: chien\nPoids: 12 kg\nPropriétaire: personne\nMotif: le chien est malade", "fr")]
    [InlineData("Toby 12 34", "unknown")]
    public void The_language_of_a_text_is_what_its_labels_and_words_say(string text, string language) => Assert.Equal(language, Read(text).LanguageUsed);

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    [InlineData("de")]
    public void What_people_said_is_the_language_whatever_the_text_says(string told) => Assert.Equal(told, Read(English, told).LanguageUsed);

    [Fact]
    public void What_people_said_decides_the_order_of_day_and_month()
    {
        Assert.Equal("2020-02-03", Read(English).Data!.Value(FieldKeys.Dob));
        Assert.Equal("2020-02-03", Read(English, "en").Data!.Value(FieldKeys.Dob));
        Assert.Equal("2020-03-02", Read(English, "es").Data!.Value(FieldKeys.Dob));
    }

    [Fact]
    public void What_people_said_is_no_value_of_the_record()
    {
        var field = Read(English, "es").Data!.Field(FieldKeys.Language);
        Assert.Equal("en", field.Value.AsText());
        Assert.NotNull(field.Evidence);
        Assert.DoesNotContain(Read("Toby 12 34", "es").Data!.AllFields(), other => other.Key == FieldKeys.Language);
    }

    [Fact]
    public void What_people_said_is_the_context_of_what_reviews_teach()
    {
        Assert.Equal(KeyOf("es"), Read(English, "es").Data!.ContextKey);
        Assert.Equal(KeyOf("en"), Read(English).Data!.ContextKey);

        static string KeyOf(string language) => ContextKey.Version2(language, null, new DeterministicInterpreter().Version, InterpretationData.Contract);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("es")]
    [InlineData("en")]
    public void The_same_text_in_the_same_language_gives_the_same_bytes(string? told) =>
        Assert.Equal(InterpretationJson.Write(Read(English, told).Data!), InterpretationJson.Write(Read(English, told).Data!));

    [Fact]
    public void To_say_what_the_text_says_changes_nothing() =>
        Assert.Equal(InterpretationJson.Write(Read(English).Data!), InterpretationJson.Write(Read(English, "en").Data!));

    [Theory]
    [InlineData("es", true)]
    [InlineData("eu", true)]
    [InlineData("ES", false)]
    [InlineData("spa", false)]
    [InlineData("xx", false)]
    [InlineData("unknown", false)]
    [InlineData("", false)]
    public void A_code_is_one_of_ISO_639_1(string text, bool expected) => Assert.Equal(expected, DocumentLanguage.IsCode(text));

    private static InterpretationResult Read(string text, string? told = null) =>
        new DeterministicInterpreter().Interpret(Interpretations.OnePage(text), Interpretations.Context with { Language = told });
}
