namespace RunFunctions.UnitTests.Documents.Mining;

/// <summary>The animal described without labels (specs/documents.md §6.4 P11).</summary>
public sealed class PatientLineTests
{
    [Theory]
    [InlineData("Toby, perro mestizo, macho castrado, 5 años, 12,4 kg")]
    [InlineData("Toby - Perro mestizo - Macho castrado - 5 años - 12,4 kg")]
    [InlineData("Paciente: Toby (perro mestizo, macho castrado, 5 años, 12,4 kg)")]
    [InlineData("Toby | Perro | Mestizo | Macho | Castrado | 5 años | 12,4 kg")]
    public void A_description_is_read_word_by_word(string line)
    {
        var mined = Mined.Of(line);

        Assert.Equal(
            ("Toby", "canino", "Mestizo", "macho", "esterilizado", "5 años", "12.4 kg"),
            (mined["pet_name"], mined["species"], mined["breed"], mined["sex"], mined["reproductive_status"], mined["age"],
                mined["weight"]));
    }

    [Theory]
    [InlineData("Domestic shorthair, female spayed, 3 years old", "Domestic Shorthair", "hembra", "esterilizado")]
    [InlineData("cocker spaniel, male entire, 8 months", "Cocker Spaniel", "macho", "entero")]
    [InlineData("11 year old male neutered Labrador Retriever dog", "Labrador Retriever", "macho", "esterilizado")]
    public void A_description_may_be_one_run_of_words(string line, string breed, string sex, string status)
    {
        var mined = Mined.Of(line);

        Assert.Equal((breed, sex, status), (mined["breed"], mined["sex"], mined["reproductive_status"]));
    }

    [Theory]
    [InlineData("Canino", "species", "canino")]
    [InlineData("Gato", "species", "felino")]
    [InlineData("Yorkshire", "breed", "Yorkshire")]
    [InlineData("Sexo\nM", "sex", "macho")]
    [InlineData("female", "sex", "hembra")]
    [InlineData("Signos vitales: FC 120, 12,4 kg", "weight", "12.4 kg")]
    [InlineData("Especie: canina 12,4 kg", "weight", "12.4 kg")]
    public void A_word_alone_on_its_line_speaks(string line, string key, string value)
        => Assert.Equal(value, Mined.Of(line)[key]);

    [Theory]
    [InlineData("Convive con una gata hembra", "sex")]
    [InlineData("Felino tranquilo que llega con su familia", "species")]
    [InlineData("Vive con un labrador", "breed")]
    [InlineData("Dosis: 5 kg de pienso", "weight")]
    [InlineData("Peso: 0", "weight")]
    [InlineData("Peso: 450 g", "weight")]
    [InlineData("Peso: 121 kg", "weight")]
    public void Sentences_about_others_and_impossible_weights_say_nothing(string line, string key)
        => Assert.Null(Mined.Of(line)[key]);

    [Fact]
    public void Trap_2_female_is_not_also_male()
        => Assert.Equal("hembra", Mined.Of("Cat, female, 3 years").All("sex"));

    [Fact]
    public void Trap_4_a_lone_label_is_no_breed()
        => Assert.Null(Mined.Of("Especie\nRaza\nCanina")["breed"]);

    [Theory]
    [InlineData("Luna – nacimiento: 3/2/2020")]
    [InlineData("LUNA - F. Nac 3/2/2020")]
    [InlineData("Luna - born 3/2/2020")]
    public void A_name_stands_before_the_birth(string line)
    {
        var mined = Mined.Of(line);

        Assert.Equal(("Luna", "2020-02-03"), (mined["pet_name"], mined["dob"]));
    }

    [Theory]
    [InlineData("NILO\nCanino\nMestizo")]
    [InlineData("Nilo\n\nEspecie: Canina")]
    [InlineData("Nilo\nChip: 941000025888123")]
    public void A_name_stands_alone_above_the_kind_of_animal(string text)
        => Assert.Equal("Nilo", Mined.Of(text)["pet_name"]);

    [Theory]
    [InlineData("Historial\nEspecie: Canina")]
    [InlineData("Mestizo\nEspecie: Canina")]
    [InlineData("Propietario\nAna Ruiz\nEspecie: Canina")]
    [InlineData("llega con tos\nEspecie: Canina")]
    [InlineData("Clínica Sol\nEspecie: Canina")]
    public void Titles_breeds_owners_and_sentences_are_no_pet_names(string text)
        => Assert.Null(Mined.Of(text)["pet_name"]);

    [Theory]
    [InlineData("Thank you for seeing Kira, a 5 year old female spayed Border Collie dog owned by Ana Ruiz.")]
    [InlineData("Re: Kira, 5 year old spayed female Border Collie dog. Owner: Ana Ruiz")]
    [InlineData("Le remito a Kira, una perra Border Collie de 5 years (hembra esterilizada), propiedad de Ana Ruiz.")]
    public void A_letter_presents_the_animal(string text)
    {
        var mined = Mined.Of("Dear colleague\n" + text);

        Assert.Equal(
            ("Kira", "canino", "Border Collie", "hembra", "esterilizado", "Ana Ruiz"),
            (mined["pet_name"], mined["species"], mined["breed"], mined["sex"], mined["reproductive_status"], mined["owner_name"]));
        Assert.StartsWith("5 year", mined["age"]);
    }

    [Theory]
    [InlineData("Acudió a consulta el 05/06/2024 por mal aliento.", "mal aliento")]
    [InlineData("She was seen on 5 June 2024 for sneezing; bright.", "sneezing")]
    [InlineData("Vive en un piso por temporadas.", null)]
    [InlineData("Thank you for seeing Kira.", null)]
    public void An_arrival_has_its_reason(string text, string? reason)
        => Assert.Equal(reason, Mined.Of(text)["reason_for_visit"]);

    [Theory]
    [InlineData("Kira, la perra, ladra a una hembra")]
    [InlineData("Con Ana, una amiga de la familia")]
    public void A_name_before_other_words_presents_nobody(string text)
        => Assert.Null(Mined.Of(text)["pet_name"]);
}
