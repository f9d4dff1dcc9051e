using RunFunctions.Core.Documents.Domain.Normalisation;

namespace RunFunctions.UnitTests.Documents.Normalisation;

public sealed class FieldNormaliserTests
{
    [Theory]
    [InlineData("18,4 kg", "18.4 kg")]
    [InlineData("7,25kg", "7.25 kg")]
    [InlineData("900 gr", "0.9 kg")]
    [InlineData("900 G", "0.9 kg")]
    [InlineData("12", "12 kg")]
    [InlineData("12,50 Kg (estable)", "12.5 kg")]
    [InlineData("12 estable", "12 kg")]
    [InlineData("aprox. 12 kg", "12 kg")]
    [InlineData("0,5 kg", "0.5 kg")]
    [InlineData("120 kg", "120 kg")]
    [InlineData("40 lb", "18.14 kg")]
    [InlineData("9 lb 4 oz", "4.2 kg")]
    [InlineData("9 lbs, 4 ounces", "4.2 kg")]
    [InlineData("40 oz", "1.13 kg")]
    [InlineData("4.100 g", "4.1 kg")]
    [InlineData("12.500 kg", "12.5 kg")]
    [InlineData("0", null)]
    [InlineData("0 kg", null)]
    [InlineData("450 g", null)]
    [InlineData("121 kg", null)]
    [InlineData("5 mg/kg", null)]
    [InlineData("5 kg/dia", null)]
    [InlineData("5%", null)]
    [InlineData("5 ml", null)]
    [InlineData("3/4/24", null)]
    [InlineData("18-20 kg", null)]
    [InlineData("12 meses", null)]
    [InlineData("12x", null)]
    [InlineData("sobrepeso", null)]
    [InlineData("", null)]
    public void Weights_become_kilograms_between_half_a_kilo_and_120(string value, string? expected)
        => Assert.Equal(expected, FieldNormaliser.Normalise("weight", value));

    [Theory]
    [InlineData("Perro", "canino")]
    [InlineData("CANINA", "canino")]
    [InlineData("Dog (mixed)", "canino")]
    [InlineData("gata", "felino")]
    [InlineData("Feline", "felino")]
    [InlineData("Conejo enano", "conejo")]
    [InlineData("Rabbit", "conejo")]
    [InlineData("Guinea pig", "roedor")]
    [InlineData("Hurón", "huron")]
    [InlineData("Tortoise", "reptil")]
    [InlineData("Periquito", "ave")]
    [InlineData("Horse", "equino")]
    [InlineData("Catalán", null)]
    public void Species_are_codes(string value, string? expected)
        => Assert.Equal(expected, FieldNormaliser.Normalise("species", value));

    [Theory]
    [InlineData("Hembra esterilizada", "hembra")]
    [InlineData("FEMALE", "hembra")]
    [InlineData("FS", "hembra")]
    [InlineData("MN", "macho")]
    [InlineData("Macho", "macho")]
    [InlineData("Male neutered", "macho")]
    [InlineData("M", "macho")]
    [InlineData("H", "hembra")]
    [InlineData("F", "hembra")]
    [InlineData("Hm", null)]
    [InlineData("desconocido", null)]
    public void Sex_is_hembra_or_macho(string value, string? expected)
        => Assert.Equal(expected, FieldNormaliser.Normalise("sex", value));

    [Theory]
    [InlineData("724098100234567", "724098100234567")]
    [InlineData("941 000 025 888 123", "941000025888123")]
    [InlineData("941-000-025-888-123", "941000025888123")]
    [InlineData("ES 941000025888123", "941000025888123")]
    [InlineData("941000025888123 03/02/2020", "941000025888123")]
    [InlineData("123456789", "123456789")]
    [InlineData("12345678", null)]
    [InlineData("1234567890123456", null)]
    [InlineData("no tiene", null)]
    public void Microchips_are_9_to_15_digits(string value, string? expected)
        => Assert.Equal(expected, FieldNormaliser.Normalise("microchip_id", value));

    [Theory]
    [InlineData("TOBY", "Toby")]
    [InlineData("o'malley", "O'Malley")]
    [InlineData("ñoño", "Ñoño")]
    [InlineData("Luna – nacimiento: 3/2/2020", "Luna")]
    [InlineData("Luna - F. Nac 3/2/2020", "Luna")]
    [InlineData("Toby (podenco)", "Toby")]
    [InlineData("Toby, macho", "Toby")]
    [InlineData("12345", null)]
    [InlineData("Raza: X", null)]
    public void Pet_names_are_title_case(string value, string? expected)
        => Assert.Equal(expected, FieldNormaliser.Normalise("pet_name", value));

    [Theory]
    [InlineData("FELINA - EUROPEO COMUN", "EUROPEO COMUN")]
    [InlineData("bulldog francés", "Bulldog Francés")]
    [InlineData("Canino/Mestizo", "Mestizo")]
    [InlineData("McNab_shepherd", "McNab Shepherd")]
    [InlineData("Canina", null)]
    [InlineData("-", null)]
    public void Breeds_lose_the_words_of_the_species(string value, string? expected)
        => Assert.Equal(expected, FieldNormaliser.Normalise("breed", value));

    [Theory]
    [InlineData("labrador", "Labrador Retriever")]
    [InlineData("yorkshire", "Yorkshire Terrier")]
    [InlineData("europeo comun", "Europeo Común")]
    [InlineData("DSH", "Domestic Shorthair")]
    [InlineData("GSD", "German Shepherd")]
    [InlineData("Labrador", "Labrador")]
    [InlineData("SIAMES", "SIAMES")]
    [InlineData("perro de agua", "Perro de Agua")]
    [InlineData("quiltro", "Quiltro")]
    public void Known_breeds_without_capitals_get_the_accepted_spelling(string value, string expected)
        => Assert.Equal(expected, FieldNormaliser.Normalise("breed", value));

    [Theory]
    [InlineData("Hembra esterilizada", "esterilizado")]
    [InlineData("Castrado", "esterilizado")]
    [InlineData("Male neutered", "esterilizado")]
    [InlineData("Spayed female", "esterilizado")]
    [InlineData("FS", "esterilizado")]
    [InlineData("Sí", "esterilizado")]
    [InlineData("No", "entero")]
    [InlineData("sin esterilizar", "entero")]
    [InlineData("no castrado", "entero")]
    [InlineData("not neutered", "entero")]
    [InlineData("Entera", "entero")]
    [InlineData("Intact", "entero")]
    [InlineData("Hembra", null)]
    [InlineData("?", null)]
    public void Reproductive_status_is_esterilizado_or_entero(string value, string? expected)
        => Assert.Equal(expected, FieldNormaliser.Normalise("reproductive_status", value));

    [Theory]
    [InlineData("6 años", "6 años")]
    [InlineData("6", "6")]
    [InlineData("cachorro", "cachorro")]
    [InlineData("otitis crónica", null)]
    public void Ages_keep_their_words(string value, string? expected)
        => Assert.Equal(expected, FieldNormaliser.Normalise("age", value));

    [Theory]
    [InlineData("45,50 €", "45,50 €")]
    [InlineData("1.245,50 EUR (IVA incluido)", "1.245,50 EUR")]
    [InlineData("£1,200.00", "£1,200.00")]
    [InlineData("pendiente", null)]
    public void Amounts_keep_their_currency(string value, string? expected)
        => Assert.Equal(expected, FieldNormaliser.Normalise("invoice_total", value));

    [Theory]
    [InlineData("Elena Marin Soto", "Elena Marin Soto")]
    [InlineData("Elena  Marin\tSoto", "Elena Marin Soto")]
    [InlineData("Elena Marin Soto C/ Luna 3", "Elena Marin Soto")]
    [InlineData("María-José O'Neill", "María-José O'Neill")]
    [InlineData("Elena Marin Soto, DNI 00000000T", "Elena Marin Soto")]
    [InlineData("Elena", null)]
    [InlineData("elena@example.org Marin", null)]
    [InlineData("Elena Marin 600 000 000", null)]
    [InlineData("DNI 00000000T", null)]
    [InlineData("uno dos tres cuatro cinco seis", null)]
    [InlineData("Calle Luna 3", null)]
    public void Owners_are_persons(string value, string? expected)
        => Assert.Equal(expected, FieldNormaliser.Normalise("owner_name", value));

    [Theory]
    [InlineData("Dra. Lucía Sanz", "Dra. Lucía Sanz")]
    [InlineData("Col. 1234", null)]
    [InlineData("Avenida Sol 3 Madrid", null)]
    public void Vets_are_persons(string value, string? expected)
        => Assert.Equal(expected, FieldNormaliser.Normalise("vet_name", value));

    [Theory]
    [InlineData("owner_address", "C/ Sauce 3 ,2º A", "Calle Sauce 3, 2º A")]
    [InlineData("owner_address", "Av. Sol nº 4, CP 46001", "Avenida Sol Número 4, C.P. 46001")]
    [InlineData("owner_address", "Calle sin número", null)]
    [InlineData("owner_address", "12345", null)]
    [InlineData("owner_address", "Tel: 000 calle 3", null)]
    [InlineData("clinic_address", "Avda. Mar 7\n46001 Valencia", "Avenida Mar 7 46001 Valencia")]
    [InlineData("clinic_address", "Pza Mayor 1", "Plaza Mayor 1")]
    [InlineData("clinic_name", "Clínica Sol", "Clínica Sol")]
    [InlineData("clinic_name", "Calle Sol 3", null)]
    public void Addresses_are_written_out(string key, string value, string? expected)
        => Assert.Equal(expected, FieldNormaliser.Normalise(key, value));

    [Theory]
    [InlineData("A-5521", "A-5521")]
    [InlineData("5521/24 (ver carpeta)", "5521/24")]
    [InlineData("sin numero", null)]
    public void Record_numbers_hold_a_digit(string value, string? expected)
        => Assert.Equal(expected, FieldNormaliser.Normalise("nhc", value));

    [Theory]
    [InlineData("visit_date", "31/04/2024", null)]
    [InlineData("dob", "9/3/21", "2021-03-09")]
    [InlineData("diagnosis", "otitis  crónica\nbilateral", "otitis crónica bilateral")]
    [InlineData("diagnosis", "?", null)]
    public void Dates_are_ISO_and_clinical_text_keeps_its_words(string key, string value, string? expected)
        => Assert.Equal(expected, FieldNormaliser.Normalise(key, value));
}
