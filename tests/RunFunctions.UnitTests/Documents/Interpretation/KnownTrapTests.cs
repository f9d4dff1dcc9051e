using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.UnitTests.Documents.Interpretation;

/// <summary>Defects of the reference system (specs/documents.md §9.2) that must not come back; numbers are the items there.</summary>
public sealed class KnownTrapTests
{
    [Theory]
    [InlineData("Enfermedad: otitis cronica", "age")]
    [InlineData("Enfermedad: otitis cronica", "imaging")]
    [InlineData("Page: 3", "age")]
    [InlineData("Consultar manual p. 12 del libro", "weight")]
    [InlineData("Vacuna trivalente aplicada: hoy", "medication")]
    [InlineData("Zona marcada: pata derecha", "medication")]
    [InlineData("Contacto: llamar por la tarde", "imaging")]
    [InlineData("Informe: sin novedades", "imaging")]
    [InlineData("Contrato: plan anual", "medication")]
    [InlineData("Procedencia: protectora", "procedure")]
    [InlineData("Update: 03/04/2024", "document_date")]
    [InlineData("Up-date: 03/04/2024", "document_date")]
    [InlineData("Consultar: 03/04/2024", "visit_date")]
    public void Trap_2_a_label_inside_another_word_is_no_label(string line, string key)
        => Assert.Null(Interpretations.Of("Paciente: Luna\n" + line).Value(key));

    [Fact]
    public void Trap_2_female_is_not_also_male()
        => Assert.Equal("hembra", Interpretations.Of("Patient: Luna\nSex: female").Value("sex"));

    [Theory]
    [InlineData("Síntomas: tos seca", "symptoms", "tos seca")]
    [InlineData("SÍNTOMAS: tos seca", "symptoms", "tos seca")]
    [InlineData("Analítica: leucocitos altos", "lab_result", "leucocitos altos")]
    [InlineData("Línea: consulta general", "line_item", "consulta general")]
    [InlineData("Di\u0061gno\u0301stico: otitis", "diagnosis", "otitis")]
    public void Trap_3_headers_with_accents_match(string line, string key, string value)
        => Assert.Equal(value, Interpretations.Of(line).Value(key));

    [Theory]
    [InlineData("Especie: Canina")]
    [InlineData("Especie:\nRaza:\nSexo: Macho")]
    [InlineData("Especie:\nRaza: Especie")]
    [InlineData("Paciente | Especie | Raza")]
    public void Trap_4_the_name_of_a_label_is_never_a_breed(string text)
    {
        var data = Interpretations.Of(text);

        Assert.Null(data.Value("breed"));
        Assert.Null(data.Value("pet_name"));
    }

    [Theory]
    [InlineData("Datos del cliente\nNombre: Ana Ruiz Gil\nPaciente: Rex")]
    [InlineData("Paciente: Rex\nDatos del propietario:\nNombre: Ana Ruiz Gil")]
    [InlineData("Propietario:\nNombre: Ana Ruiz Gil\nDatos de la mascota\nNombre: Rex")]
    [InlineData("Owner details\nName: Ana Ruiz Gil\nPatient details\nName: Rex")]
    public void Trap_5_a_name_in_the_clients_block_is_not_the_animals(string text)
    {
        var data = Interpretations.Of(text);

        Assert.Equal(("Rex", "Ana Ruiz Gil"), (data.Value("pet_name"), data.Value("owner_name")));
    }

    [Fact]
    public void Trap_5_a_name_after_a_named_owner_is_the_animals_again()
    {
        var data = Interpretations.Of("Propietario: Ana Ruiz Gil\nNombre: Rex");

        Assert.Equal(("Rex", "Ana Ruiz Gil"), (data.Value("pet_name"), data.Value("owner_name")));
    }

    [Fact]
    public void Trap_7_a_labelled_line_gives_its_value_once()
    {
        var data = Interpretations.Of("Tratamiento: amoxicilina 50 mg cada 12 h\nTratamiento: Amoxicilina 50 mg cada 12 h");

        Assert.Equal("amoxicilina 50 mg cada 12 h", data.Value("medication"));
        Assert.Equal(["amoxicilina 50 mg cada 12 h"], data.GlobalSchema["medication"].Items!);
    }

    [Theory]
    [InlineData("Clinica: Vet Sur\nDireccion: Calle Olmo 12", "clinic_address")]
    [InlineData("Propietario: Ana Ruiz Gil\nDireccion: Calle Olmo 12", "owner_address")]
    [InlineData("Datos del cliente\nTelefono: 000\nDireccion: Calle Olmo 12", "owner_address")]
    [InlineData("Direccion: Calle Olmo 12", "clinic_address")]
    public void Trap_9_a_bare_address_fills_one_field_only(string text, string key)
    {
        var data = Interpretations.Of(text);

        Assert.Equal("Calle Olmo 12", data.Value(key));
        Assert.Single(data.Fields, field => field.Key.EndsWith("_address", StringComparison.Ordinal));
    }

    [Fact]
    public void Trap_22_an_ambiguous_date_outside_Spanish_records_is_said_to_be_a_guess()
    {
        var data = Interpretations.Of("Patient: Willow\nBreed: Siamese\nDate: 12/05/2024");

        Assert.Equal(("2024-05-12", 0.50m), (data.Value("document_date"), data.Field("document_date").FieldCandidateConfidence));
        Assert.Equal([InterpretationWarning.AmbiguousDateOrder], data.Summary.WarningCodes);
    }

    [Theory]
    [InlineData("Patient: Willow\nBreed: Siamese\nDate: 21/05/2024")]
    [InlineData("Patient: Willow\nBreed: Siamese\nDate: 2024-05-12")]
    [InlineData("Patient: Willow\nBreed: Siamese\nDate: 05/05/2024")]
    [InlineData("Paciente: Willow\nRaza: Siames\nFecha: 12/05/2024")]
    public void Trap_22_a_date_with_one_reading_is_no_guess(string text)
    {
        var data = Interpretations.Of(text);

        Assert.Equal(0.66m, data.Field("document_date").FieldCandidateConfidence);
        Assert.Empty(data.Summary.WarningCodes);
    }
}
