using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.UnitTests.Documents.Interpretation;

/// <summary>The golden examples of specs/documents.md §8.2, with their targets and what reading them adds ("R").</summary>
public sealed class GoldenRecordTests
{
    [Fact]
    public void E1_a_Spanish_label_block()
    {
        var data = Interpretations.OfGolden(
            "Paciente: Toby / Especie: Perro / Raza: Podenco / Sexo: Macho / Edad: 6 / Peso: 18,4 kg / "
            + "Microchip: 724098100234567 / Propietario: Elena Marin Soto / Fecha: 03/02/2025 / "
            + "Motivo: cojera de la pata trasera / Diagnostico: esguince leve / Tratamiento: reposo y meloxicam");

        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["document_date"] = "2025-02-03",
                ["pet_name"] = "Toby",
                ["species"] = "canino",
                ["breed"] = "Podenco",
                ["sex"] = "macho",
                ["age"] = "6",
                ["microchip_id"] = "724098100234567",
                ["weight"] = "18.4 kg",
                ["owner_name"] = "Elena Marin Soto",
                ["reason_for_visit"] = "cojera de la pata trasera",
                ["diagnosis"] = "esguince leve",
                ["medication"] = "reposo y meloxicam",
                ["treatment_plan"] = "reposo y meloxicam",
                ["language"] = "es",
            },
            data.Values());
        Assert.Equal(14, data.Summary.PopulatedKeys);
        Assert.All(
            data.AllFields(),
            field => Assert.Equal(
                field.Key switch { "language" => 0.50m, "species" or "sex" or "microchip_id" => 0.75m, _ => 0.66m },
                field.FieldCandidateConfidence));
        Assert.Equal("6 años", data.Field("age").DisplayValue);
        var group = Assert.Single(data.Visits);
        Assert.Equal(("unassigned", null, "cojera de la pata trasera"), (group.VisitId, group.VisitDate, group.ReasonForVisit));
        Assert.Equal(["diagnosis", "medication", "treatment_plan"], group.Fields.Select(field => field.Key));
    }

    [Fact]
    public void E2_an_English_label_block()
    {
        var data = Interpretations.OfGolden(
            "Patient: Willow / Species: Cat / Breed: Siamese / Sex: Female / Age: 4 / Weight: 4.1 kg / "
            + "Microchip: 985112004567321 / Date: 12/05/2024 / Reason for visit: vaccination booster / "
            + "Owner: Hannah Price / Treatment: rabies shot");

        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["document_date"] = "2024-05-12",
                ["pet_name"] = "Willow",
                ["species"] = "felino",
                ["breed"] = "Siamese",
                ["sex"] = "hembra",
                ["age"] = "4",
                ["microchip_id"] = "985112004567321",
                ["weight"] = "4.1 kg",
                ["owner_name"] = "Hannah Price",
                ["reason_for_visit"] = "vaccination booster",
                ["medication"] = "rabies shot",
                ["treatment_plan"] = "rabies shot",
                ["language"] = "en",
            },
            data.Values());
        Assert.Equal("4 years", data.Field("age").DisplayValue);
        var group = Assert.Single(data.Visits);
        Assert.Equal(("unassigned", "vaccination booster"), (group.VisitId, group.ReasonForVisit));
    }

    [Fact]
    public void E3_record_number_and_coat_colour_are_kept()
    {
        var data = Interpretations.OfGolden(
            "Ficha clinica veterinaria / Paciente: Bruma / Especie/Raza: FELINA - EUROPEO COMUN / Sexo: Hembra / "
            + "Chip: 941 000 025 888 123 / Color: Gris / NHC: A-5521");

        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["pet_name"] = "Bruma",
                ["species"] = "felino",
                ["breed"] = "EUROPEO COMUN",
                ["sex"] = "hembra",
                ["microchip_id"] = "941000025888123",
                ["nhc"] = "A-5521",
                ["coat_color"] = "Gris",
                ["language"] = "es",
            },
            data.Values());
        Assert.Equal(["coat_color"], data.OtherFields.Select(field => field.Key));
    }

    [Fact]
    public void E5_the_document_date_is_the_visit_and_never_the_birth()
    {
        var data = Interpretations.OfGolden(
            "Paciente: Simba / F. Nac: 10/01/2024 / Felino tranquilo que llega con su familia para una primera toma de "
            + "contacto tras la adopcion / Consulta 05/06/2024 revision general / Exploracion normal. Se administra vacuna "
            + "trivalente. / Peso: 3,2 kg");

        Assert.Equal("2024-06-05", data.GlobalSchema["document_date"].Text);
        Assert.Equal("2024-01-10", data.Value("dob"));
        Assert.Equal(("0", "4 meses", FieldOrigin.Derived), Derived(data.Field("age")));
        var weight = Assert.Single(data.Fields, field => field.Key == "weight");
        Assert.Equal(("3.2 kg", null, FieldOrigin.Derived), Derived(weight));
        var visit = Assert.Single(data.Visits);
        Assert.Equal(("visit-001", "2024-06-05", "revision general"), (visit.VisitId, visit.VisitDate, visit.ReasonForVisit));
        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["weight"] = "3.2 kg",
                ["observations"] = "Exploracion normal",
                ["actions"] = "revision general Se administra vacuna trivalente",
            },
            visit.Values());
    }

    [Fact]
    public void E6_each_visit_has_its_own_weight_and_the_last_is_the_documents()
    {
        var data = Interpretations.OfGolden(
            "Paciente: Duna / Visita consulta general del dia 02/03/2025 en sala 2 / Diagnostico: traqueitis / "
            + "Peso: 11,8 kg / Visita administrativa del dia 16/03/2025 en sala 1 / Exploracion sin hallazgos / Peso: 12 kg");

        Assert.Equal("2025-03-02", data.GlobalSchema["visit_date"].Text);
        Assert.Equal("12 kg", Assert.Single(data.Fields, field => field.Key == "weight").Value.AsText());
        Assert.Equal(["2025-03-02", "2025-03-16"], data.Visits.Select(visit => visit.VisitDate));
        Assert.Equal(
            new Dictionary<string, string?> { ["weight"] = "11.8 kg", ["diagnosis"] = "traqueitis" }, data.Visits[0].Values());
        Assert.Equal(
            new Dictionary<string, string?> { ["weight"] = "12 kg", ["observations"] = "Exploracion sin hallazgos" },
            data.Visits[1].Values());
    }

    [Fact]
    public void E8_the_control_and_never_the_birth_is_the_visit()
    {
        var data = Interpretations.OfGolden(
            "Paciente: Nilo / F. Nac: 9/3/21 / Visita control 14-06-2023 / Todo correcto en la exploracion de hoy");

        Assert.Equal("2021-03-09", data.Value("dob"));
        Assert.Equal("2023-06-14", data.Value("visit_date"));
        Assert.Single(data.Visits);
        Assert.Equal(("2", "2 años", FieldOrigin.Derived), Derived(data.Field("age")));
    }

    [Fact]
    public void E11_the_name_in_the_clients_block_is_the_owners()
    {
        var data = Interpretations.OfGolden(
            "Datos del Cliente / Nombre: Marcos Vidal Pons / C/ Sauce 3 / Paciente: Rex / Especie: Canina");

        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["pet_name"] = "Rex",
                ["species"] = "canino",
                ["owner_name"] = "Marcos Vidal Pons",
                ["owner_address"] = "Calle Sauce 3",
                ["language"] = "es",
            },
            data.Values());
    }

    [Fact]
    public void E12_an_English_record_with_a_birth_date()
    {
        var data = Interpretations.OfGolden(
            "Patient: Otis / DOB: 2019-08-14 / Quiet indoor companion brought by his family because of poor appetite "
            + "during the last weeks / Control 21/10/2023 weight recheck / Weight: 900 g / Diagnosis: mild anemia / "
            + "Treatment: iron drops");

        Assert.Equal("2023-10-21", data.GlobalSchema["document_date"].Text);
        Assert.Equal("0.9 kg", data.GlobalSchema["weight"].Text);
        Assert.Equal(("4", "4 years", FieldOrigin.Derived), Derived(data.Field("age")));
        var visit = Assert.Single(data.Visits);
        Assert.Equal(("2023-10-21", "weight recheck"), (visit.VisitDate, visit.ReasonForVisit));
        Assert.Equal(
            ("0.9 kg", "mild anemia", "iron drops"), (visit.Value("weight"), visit.Value("diagnosis"), visit.Value("treatment_plan")));
    }

    [Fact]
    public void E14_admission_and_discharge_bound_one_visit()
    {
        var data = Interpretations.OfGolden(
            "Paciente: Thor / Ingreso 01/04/2025 por gastroenteritis / Evolucion favorable durante la estancia con "
            + "fluidoterapia y todo correcto en planta de hospital / Alta 04/04/2025");

        var visit = Assert.Single(data.Visits);
        Assert.Equal(
            ("2025-04-01", "2025-04-01", "2025-04-04", "por gastroenteritis"),
            (visit.VisitDate, visit.AdmissionDate, visit.DischargeDate, visit.ReasonForVisit));
        Assert.Equal("2025-04-04", data.GlobalSchema["discharge_date"].Text);
    }

    [Fact]
    public void E17_words_that_contain_labels_give_nothing()
    {
        var data = Interpretations.OfGolden(
            "Paciente: Luna / Enfermedad: otitis cronica / Consultar manual p. 12 del libro / Update: 03/04/2024");

        Assert.Equal(
            new Dictionary<string, string?> { ["pet_name"] = "Luna", ["language"] = "es" }, data.Values());
    }

    private static (string? Value, string? Shown, FieldOrigin Origin) Derived(StructuredField field)
        => (field.Value.AsText(), field.DisplayValue, field.Origin);
}
