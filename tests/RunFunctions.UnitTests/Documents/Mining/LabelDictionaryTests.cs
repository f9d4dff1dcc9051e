using RunFunctions.Core.Documents.Domain.Schema;
using RunFunctions.UnitTests.Documents.Interpretation;

namespace RunFunctions.UnitTests.Documents.Mining;

public sealed class LabelDictionaryTests
{
    [Theory]
    [InlineData("Nombre del paciente: Toby", "pet_name", "Toby")]
    [InlineData("Pet's name: Toby", "pet_name", "Toby")]
    [InlineData("Paciente | Toby | 3 años", "pet_name", "Toby")]
    [InlineData("Paciente - Toby", "pet_name", "Toby")]
    [InlineData("• Mascota: Toby; adoptado", "pet_name", "Toby")]
    [InlineData("F. nac. 3/2/2020", "dob", "2020-02-03")]
    [InlineData("Fcha de nacimiento: 3/2/2020", "dob", "2020-02-03")]
    [InlineData("Date of birth: 3/2/2020", "dob", "2020-02-03")]
    [InlineData("Peso (kg): 12", "weight", "12 kg")]
    [InlineData("Exploracion normal. Peso 12 kg", "weight", "12 kg")]
    [InlineData("Body weight: 12 kg", "weight", "12 kg")]
    [InlineData("Nº chip: 941000025888123", "microchip_id", "941000025888123")]
    [InlineData("N.º de microchip 941000025888123", "microchip_id", "941000025888123")]
    [InlineData("Identificación electrónica: 941000025888123", "microchip_id", "941000025888123")]
    [InlineData("Número de historial: 5521", "nhc", "5521")]
    [InlineData("Medical record number: 5521", "nhc", "5521")]
    [InlineData("Fecha de la visita: 3/2/2025", "visit_date", "2025-02-03")]
    [InlineData("Fecha de ingreso: 3/2/2025", "admission_date", "2025-02-03")]
    [InlineData("Discharged on 13/02/2025", "discharge_date", "2025-02-13")]
    [InlineData("Clínica veterinaria: Vet Sur", "clinic_name", "Vet Sur")]
    [InlineData("Dirección de la clínica: C/ Sol 3", "clinic_address", "Calle Sol 3")]
    [InlineData("Veterinario/a: Dra. Lucía Sanz", "vet_name", "Dra. Lucía Sanz")]
    [InlineData("Dueño/a: Ana Ruiz Gil", "owner_name", "Ana Ruiz Gil")]
    [InlineData("Domicilio del titular: Calle Sol 3", "owner_address", "Calle Sol 3")]
    [InlineData("Motivo de consulta: tos; fiebre", "reason_for_visit", "tos; fiebre")]
    [InlineData("Presenting complaint: cough", "reason_for_visit", "cough")]
    [InlineData("Impresión diagnóstica: otitis", "diagnosis", "otitis")]
    [InlineData("Diagnóstico principal: otitis", "diagnosis", "otitis")]
    [InlineData("Tto.: gotas", "treatment_plan", "gotas")]
    [InlineData("Medicación actual en casa: gotas", "medication", "gotas")]
    [InlineData("Cirugía: castración", "procedure", "castración")]
    [InlineData("Clinical signs: cough", "symptoms", "cough")]
    [InlineData("Name of owner: Ana Ruiz Gil", "owner_name", "Ana Ruiz Gil")]
    [InlineData("Address of the owner: 9 Mill Street", "owner_address", "9 Mill Street")]
    [InlineData("Address of the clinic: 9 Mill Street", "clinic_address", "9 Mill Street")]
    [InlineData("Historial clínico nº: A-3960", "nhc", "A-3960")]
    [InlineData("Medicines: ear drops", "medication", "ear drops")]
    [InlineData("Check-up 6/2/2025", "visit_date", "2025-02-06")]
    [InlineData("Fecha de factura: 13/05/2025", "document_date", "2025-05-13")]
    [InlineData("Neuter status:\nSpayed", "reproductive_status", "esterilizado")]
    [InlineData("Vacuna(s): rabia", "vaccinations", "rabia")]
    [InlineData("Lab results: normal", "lab_result", "normal")]
    [InlineData("Diagnóstico por imagen: tórax limpio", "imaging", "tórax limpio")]
    [InlineData("X-ray: normal thorax", "imaging", "normal thorax")]
    [InlineData("Concepto: consulta", "line_item", "consulta")]
    [InlineData("Estado reproductivo: esterilizada", "reproductive_status", "esterilizado")]
    [InlineData("Hair length: short", "hair_length", "short")]
    public void A_label_of_either_language_fills_its_field(string line, string key, string value)
        => Assert.Equal(value, Interpretations.Of(line).Value(key));

    [Theory]
    [InlineData("Próxima visita: 03/05/2025", "visit_date")]
    [InlineData("Next visit: 23/05/2025", "visit_date")]
    [InlineData("Control: 03/05/2025", "visit_date")]
    [InlineData("Consulta: vómitos desde el 03/05/2025", "visit_date")]
    [InlineData("Se acuerda con el propietario el alta 03/05/2025", "discharge_date")]
    [InlineData("Estado del paciente: grave", "pet_name")]
    [InlineData("Discharge: mucous", "discharge_date")]
    [InlineData("Peso: 5 mg/kg", "weight")]
    [InlineData("Peso: 0", "weight")]
    [InlineData("Sobre el peso - estable", "weight")]
    [InlineData("Diagnóstico por imagen: tórax limpio", "diagnosis")]
    [InlineData("Dirección de la clínica: C/ Sol 3", "owner_address")]
    public void A_value_that_belongs_elsewhere_is_not_taken(string line, string key)
        => Assert.Null(Interpretations.Of(line).Value(key));

    [Fact]
    public void Labels_on_one_line_end_each_others_values()
    {
        var data = Interpretations.Of("Paciente: Toby Especie: Perro Raza: Podenco Sexo: Macho Propietario: Ana Ruiz Gil");

        Assert.Equal(
            ("Toby", "canino", "Podenco", "macho", "Ana Ruiz Gil"),
            (data.Value("pet_name"), data.Value("species"), data.Value("breed"), data.Value("sex"), data.Value("owner_name")));
    }

    [Theory]
    [InlineData("Paciente:\nToby\nRaza: Podenco")]
    [InlineData("Paciente:\r\n\r\nToby\r\nRaza: Podenco")]
    [InlineData("Paciente:\n  Toby | 6 años\nRaza: Podenco")]
    public void A_value_may_stand_below_its_label(string text)
        => Assert.Equal("Toby", Interpretations.Of(text).Value("pet_name"));

    [Theory]
    [InlineData("Paciente:\nRaza: Podenco")]
    [InlineData("Paciente:\nRaza")]
    [InlineData("Paciente:\n\n\nToby")]
    [InlineData("Paciente:")]
    public void Another_label_below_or_too_much_space_leaves_the_field_empty(string text)
        => Assert.Null(Interpretations.Of(text).Value("pet_name"));

    [Theory]
    [InlineData("Diagnostico f nac: otitis", "diagnosis", "otitis")]
    [InlineData("Diagnostico (peso: ) : otitis", "diagnosis", "otitis")]
    public void A_label_inside_the_remark_of_another_is_passed_over(string line, string key, string value)
        => Assert.Equal(value, Interpretations.Of(line).Value(key));

    [Fact]
    public void Free_text_may_hold_words_that_are_labels()
        => Assert.Equal(
            "revision del peso y de la edad", Interpretations.Of("Motivo: revision del peso y de la edad").Value("reason_for_visit"));

    [Fact]
    public void A_field_that_is_mined_knows_its_section()
        => Assert.All(
            Interpretations.Of("Paciente: Toby\nNHC: 5521\nColor: Gris").Fields,
            field => Assert.Contains(field.Section, PanelSections.InOrder));
}
