namespace RunFunctions.UnitTests.Documents.Mining;

/// <summary>The golden examples of specs/documents.md §8.2 with their targets, as far as candidates go.</summary>
public sealed class GoldenCandidateTests
{
    [Fact]
    public void E1_a_Spanish_label_block()
        => AssertValues(
            "Paciente: Toby / Especie: Perro / Raza: Podenco / Sexo: Macho / Edad: 6 / Peso: 18,4 kg / "
            + "Microchip: 724098100234567 / Propietario: Elena Marin Soto / Fecha: 03/02/2025 / "
            + "Motivo: cojera de la pata trasera / Diagnostico: esguince leve / Tratamiento: reposo y meloxicam",
            "pet_name=Toby", "species=canino", "breed=Podenco", "sex=macho", "age=6", "weight=18.4 kg",
            "microchip_id=724098100234567", "owner_name=Elena Marin Soto", "document_date=2025-02-03",
            "reason_for_visit=cojera de la pata trasera", "diagnosis=esguince leve", "medication=reposo y meloxicam",
            "treatment_plan=reposo y meloxicam", "language=es");

    [Fact]
    public void E2_an_English_label_block()
        => AssertValues(
            "Patient: Willow / Species: Cat / Breed: Siamese / Sex: Female / Age: 4 / Weight: 4.1 kg / "
            + "Microchip: 985112004567321 / Date: 12/05/2024 / Reason for visit: vaccination booster / "
            + "Owner: Hannah Price / Treatment: rabies shot",
            "pet_name=Willow", "species=felino", "breed=Siamese", "sex=hembra", "age=4", "weight=4.1 kg",
            "microchip_id=985112004567321", "document_date=2024-05-12", "reason_for_visit=vaccination booster",
            "owner_name=Hannah Price", "medication=rabies shot", "treatment_plan=rabies shot", "language=en");

    [Fact]
    public void E3_species_and_breed_in_one_value()
        => AssertValues(
            "Ficha clinica veterinaria / Paciente: Bruma / Especie/Raza: FELINA - EUROPEO COMUN / Sexo: Hembra / "
            + "Chip: 941 000 025 888 123 / Color: Gris / NHC: A-5521",
            "pet_name=Bruma", "species=felino", "breed=EUROPEO COMUN", "sex=hembra", "microchip_id=941000025888123",
            "coat_color=Gris", "nhc=A-5521", "language=es");

    [Fact]
    public void E5_the_document_date_is_the_visit_and_never_the_birth()
        => AssertValues(
            "Paciente: Simba / F. Nac: 10/01/2024 / Felino tranquilo que llega con su familia para una primera toma de "
            + "contacto tras la adopcion / Consulta 05/06/2024 revision general / Exploracion normal. Se administra vacuna "
            + "trivalente. / Peso: 3,2 kg",
            "pet_name=Simba", "dob=2024-01-10", "visit_date=2024-06-05", "weight=3.2 kg", "document_date=2024-06-05",
            "language=es");

    [Fact]
    public void E6_every_visit_and_every_weight_is_proposed()
    {
        var mined = Mined.OfGolden(
            "Paciente: Duna / Visita consulta general del dia 02/03/2025 en sala 2 / Diagnostico: traqueitis / "
            + "Peso: 11,8 kg / Visita administrativa del dia 16/03/2025 en sala 1 / Exploracion sin hallazgos / Peso: 12 kg");

        Assert.Equal(("2025-03-02 + 2025-03-16", "2025-03-02"), (mined.All("visit_date"), mined["visit_date"]));
        Assert.Equal(("11.8 kg + 12 kg", "12 kg"), (mined.All("weight"), mined["weight"]));
    }

    [Fact]
    public void E8_the_birth_is_no_visit()
        => AssertValues(
            "Paciente: Nilo / F. Nac: 9/3/21 / Visita control 14-06-2023 / Todo correcto en la exploracion de hoy",
            "pet_name=Nilo", "dob=2021-03-09", "visit_date=2023-06-14", "document_date=2023-06-14", "language=es");

    [Fact]
    public void E10_a_header_without_labels()
        => AssertValues(
            "RIOVERDE ANIMAL / Calle Olmo 12 / 46001 Valencia / Datos de la mascota / NILO / Canino / Mestizo / Sexo / M",
            "clinic_name=RIOVERDE ANIMAL", "clinic_address=Calle Olmo 12 46001 Valencia", "pet_name=Nilo",
            "species=canino", "breed=Mestizo", "sex=macho", "language=es");

    [Fact]
    public void E11_the_clients_block_names_the_owner()
        => AssertValues(
            "Datos del Cliente / Nombre: Marcos Vidal Pons / C/ Sauce 3 / Paciente: Rex / Especie: Canina",
            "owner_name=Marcos Vidal Pons", "owner_address=Calle Sauce 3", "pet_name=Rex", "species=canino", "language=es");

    [Fact]
    public void E12_an_English_record_with_a_birth_date()
        => AssertValues(
            "Patient: Otis / DOB: 2019-08-14 / Quiet indoor companion brought by his family because of poor appetite "
            + "during the last weeks / Control 21/10/2023 weight recheck / Weight: 900 g / Diagnosis: mild anemia / "
            + "Treatment: iron drops",
            "pet_name=Otis", "dob=2019-08-14", "visit_date=2023-10-21", "weight=0.9 kg", "diagnosis=mild anemia",
            "medication=iron drops", "treatment_plan=iron drops", "document_date=2023-10-21", "language=en");

    [Fact]
    public void E14_admission_and_discharge_are_no_visits()
        => AssertValues(
            "Paciente: Thor / Ingreso 01/04/2025 por gastroenteritis / Evolucion favorable durante la estancia con "
            + "fluidoterapia y todo correcto en planta de hospital / Alta 04/04/2025",
            "pet_name=Thor", "admission_date=2025-04-01", "discharge_date=2025-04-04", "language=es");

    [Fact]
    public void E17_words_that_contain_labels_give_nothing()
        => AssertValues(
            "Paciente: Luna / Enfermedad: otitis cronica / Consultar manual p. 12 del libro / Update: 03/04/2024",
            "pet_name=Luna", "language=es");

    private static void AssertValues(string text, params string[] expected)
        => Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            Mined.OfGolden(text).Values().Select(value => value.Key + "=" + value.Value).Order(StringComparer.Ordinal));
}
