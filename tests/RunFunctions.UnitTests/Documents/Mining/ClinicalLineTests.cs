namespace RunFunctions.UnitTests.Documents.Mining;

/// <summary>Clinical headers, lists and sentences (specs/documents.md §6.4 P9; defects 2, 3 and 7 of §9.2).</summary>
public sealed class ClinicalLineTests
{
    [Theory]
    [InlineData("Impresión diagnóstica provisional: otitis", "diagnosis", "otitis")]
    [InlineData("Resultado de la analítica de sangre: leucocitos altos", "lab_result", "leucocitos altos")]
    [InlineData("Informe de ecografía abdominal: bazo normal", "imaging", "bazo normal")]
    [InlineData("Current prescribed medications: meloxicam", "medication", "meloxicam")]
    [InlineData("Signos y síntomas: tos", "symptoms", "tos")]
    public void A_header_speaks_by_one_of_its_words(string line, string key, string value)
        => Assert.Equal(value, Mined.Of(line)[key]);

    [Theory]
    [InlineData("Se pauta amoxicilina durante una semana", "medication", "Se pauta amoxicilina durante una semana")]
    [InlineData("- 03/09/20 - 16:36 - Amoxicilina 50 mg cada 12 h.", "medication", "Amoxicilina 50 mg cada 12 h")]
    [InlineData("Tos leve. Meloxicam en casa. Vuelve en un mes.", "medication", "Meloxicam en casa")]
    [InlineData("Give half a tablet every 12 hours", "medication", "Give half a tablet every 12 hours")]
    [InlineData("Tos leve. Radiografía de torax limpia.", "procedure", "Radiografía de torax limpia")]
    [InlineData("Spay performed without problems", "procedure", "Spay performed without problems")]
    [InlineData("Se ha diagnosticado otitis", "diagnosis", "Se ha diagnosticado otitis")]
    [InlineData("Consulta general 35,00 €", "line_item", "Consulta general 35,00 €")]
    public void A_sentence_speaks_by_one_of_its_words(string line, string key, string value)
        => Assert.Equal(value, Mined.Of(line)[key]);

    [Theory]
    [InlineData("Vacuna aplicada hoy", "medication")]
    [InlineData("Zona marcada en la pata", "medication")]
    [InlineData("Procedencia protectora", "procedure")]
    [InlineData("Contacto con otros perros", "imaging")]
    [InlineData("Informe: sin novedades", "imaging")]
    [InlineData("Urea 45 mg/dl", "medication")]
    [InlineData("Vista cada primavera", "medication")]
    public void Trap_2_words_that_contain_a_cue_say_nothing(string line, string key)
        => Assert.Null(Mined.Of(line)[key]);

    [Theory]
    [InlineData("Pendiente de diagnóstico", "diagnosis")]
    [InlineData("No precisa cirugía", "procedure")]
    [InlineData("De 10 a 20 kg 1 comprimido", "medication")]
    [InlineData("Recordatorio vacunal: 28/11/2019", "vaccinations")]
    public void What_is_not_and_what_is_for_others_says_nothing(string line, string key)
        => Assert.Null(Mined.Of(line)[key]);

    [Fact]
    public void A_prescription_is_no_plan_and_a_plan_no_prescription()
    {
        var mined = Mined.Of("Medicación: meloxicam\nPlan: reposo");

        Assert.Equal(("meloxicam", "reposo"), (mined["medication"], mined["treatment_plan"]));
    }

    [Theory]
    [InlineData("Diagnóst1co: otitis", "diagnosis", "otitis")]
    [InlineData("0wner: Ana Ruiz", "owner_name", "Ana Ruiz")]
    [InlineData("Prop1etar10: Ana Ruiz", "owner_name", "Ana Ruiz")]
    [InlineData("5exo: H", "sex", "hembra")]
    [InlineData("Ana1ítica: normal", "lab_result", "normal")]
    public void Labels_misread_by_a_scan_are_known(string line, string key, string value)
        => Assert.Equal(value, Mined.Of(line)[key]);

    [Theory]
    [InlineData("SÍNTOMAS OBSERVADOS POR SU FAMILIA EN CASA: tos", "symptoms", "tos")]
    [InlineData("Pruebas de imagen, radiografía: tórax limpio", "imaging", "tórax limpio")]
    public void Trap_3_headers_with_accents_speak(string line, string key, string value)
        => Assert.Equal(value, Mined.Of(line)[key]);

    [Theory]
    [InlineData("Tratamiento: amoxicilina 50 mg cada 12 h", "medication", "amoxicilina 50 mg cada 12 h")]
    [InlineData("Tratamiento:\namoxicilina 50 mg cada 12 h", "medication", "amoxicilina 50 mg cada 12 h")]
    [InlineData("Procedimiento: cirugía de cadera con sutura", "procedure", "cirugía de cadera con sutura")]
    [InlineData("Tratamiento: reposo y\nmeloxicam 2 mg cada 24 h", "medication", "reposo y meloxicam 2 mg cada 24 h")]
    public void Trap_7_a_value_with_a_label_is_not_also_a_whole_line(string text, string key, string value)
        => Assert.Equal(value, Mined.Of(text).All(key));

    [Fact]
    public void A_list_below_a_heading_gives_one_value_for_each_item()
    {
        var mined = Mined.Of("TRATAMIENTO\n• Metronidazol 250 mg cada 12 h\n• Dieta blanda\nFdo. Lucía Sanz Gil");

        Assert.Equal("Metronidazol 250 mg cada 12 h + Dieta blanda", mined["medication"]);
        Assert.Equal("Metronidazol 250 mg cada 12 h; Dieta blanda", mined["treatment_plan"]);
    }

    [Fact]
    public void A_numbered_list_loses_its_numbers()
        => Assert.Equal(
            "Omeprazole 10 mg every 24 hours + Metronidazole 250 mg BID",
            Mined.Of("Medications:\n1. Omeprazole 10 mg every 24 hours\n2. Metronidazole 250 mg BID")["medication"]);

    [Fact]
    public void A_bullet_before_another_column_is_no_item()
        => Assert.Null(Mined.Of("Diagnóstico:\n-   \tPaciente")["diagnosis"]);

    [Fact]
    public void A_line_that_begins_with_a_small_letter_goes_on()
        => Assert.Equal(
            "vomiting for two days and lethargy", Mined.Of("Reason for visit: vomiting for two days\nand lethargy\nBright.")["reason_for_visit"]);

    [Fact]
    public void Columns_of_a_table_are_read_below_their_labels()
    {
        var mined = Mined.Of("Paciente  Especie  Raza  Sexo  F. Nac\nLUNA  Felina  Siamés  H  10/06/2017");

        Assert.Equal(
            ("Luna", "felino", "Siamés", "hembra", "2017-06-10"),
            (mined["pet_name"], mined["species"], mined["breed"], mined["sex"], mined["dob"]));
    }

    [Fact]
    public void Cells_of_a_form_are_read_beside_their_labels()
    {
        var mined = Mined.Of("Paciente  Brisa\nEspecie  Felina\nPeso  4,3 kg\nDiagnóstico  gastritis aguda; leve");

        Assert.Equal(
            ("Brisa", "felino", "4.3 kg", "gastritis aguda; leve"),
            (mined["pet_name"], mined["species"], mined["weight"], mined["diagnosis"]));
    }

    [Fact]
    public void A_value_ends_where_another_column_begins()
        => Assert.Equal("Toby", Mined.Of("Paciente: Toby  tranquilo en sala\nPeso: 3 kg")["pet_name"]);
}
