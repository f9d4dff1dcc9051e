using RunFunctions.Core.Documents.Domain.Mining;

namespace RunFunctions.UnitTests.Documents.Mining;

/// <summary>Dates that no label announces (specs/documents.md §6.4 P2 to P5); defect 6 of §9.2 is that births became visits.</summary>
public sealed class DateClassifierTests
{
    [Theory]
    [InlineData("Acude a consulta el 05/06/2024 por tos", "visit_date", "anchor::consulta")]
    [InlineData("05/06/2024 Consulta general", "visit_date", "anchor::consulta")]
    [InlineData("05/06/2024 - Consulta: revisión anual", "visit_date", "anchor::consulta")]
    [InlineData("Vista de nuevo en revisión del 5 de junio de 2024", "visit_date", "anchor::revision")]
    [InlineData("She was seen on 5 June 2024 for a cough", "visit_date", "anchor::seen")]
    [InlineData("El paciente fue hospitalizado el 05/06/2024", "admission_date", "anchor::hospitalizado")]
    [InlineData("Was admitted on 2024-06-05 with vomiting", "admission_date", "anchor::admitted")]
    [InlineData("Se le da de alta el 05/06/2024", "discharge_date", "anchor::alta")]
    [InlineData("She was discharged home on 2024-06-05", "discharge_date", "anchor::discharged")]
    [InlineData("Informe emitido en Madrid el 05/06/2024", "document_date", "anchor::emitido")]
    [InlineData("Toby, nacido en casa el 05/06/2024", "dob", "anchor::nacido")]
    [InlineData("- 05/06/24 - 16:36 - Vómitos", "visit_date", "anchor::timeline")]
    [InlineData("Valencia, 5 de junio de 2024", "document_date", "fallback::header_date")]
    [InlineData("En texto.\n05/06/2024", "document_date", "fallback::header_date")]
    public void The_nearest_word_says_what_a_date_is(string text, string key, string mappingId)
    {
        var found = Mined.Of("El perro de la casa\n" + text).Winner(key);

        Assert.Equal(("2024-06-05", mappingId), (found.Value, found.MappingId));
    }

    [Theory]
    [InlineData("Visita por su cumpleaños, nacimiento 05/06/2024")]
    [InlineData("Consulta por implante de microchip 05/06/2024")]
    [InlineData("Factura de la consulta, factura 05/06/2024")]
    [InlineData("Consulta. Informe 05/06/2024")]
    [InlineData("Próxima consulta en enero, 05/06/2024")]
    [InlineData("Next recheck 05/06/2024")]
    [InlineData("Recheck due 05/06/2024")]
    [InlineData("Consulta por tos desde 05/06/2024")]
    [InlineData("Vacunado 05/06/2024")]
    [InlineData("Tratamiento: reposo y revisión el 05/06/2024")]
    [InlineData("Revisión: 05/06/2024")]
    [InlineData("Update: 05/06/2024")]
    [InlineData("Up-date 05/06/2024")]
    [InlineData("Pre-visita 05/06/2024")]
    [InlineData("- 05/06/24 - 16:36 x")]
    [InlineData("Consultar 05/06/2024")]
    public void Trap_6_administrative_dates_plans_and_history_are_no_visits(string text)
        => Assert.Null(Mined.Of(text)["visit_date"]);

    [Theory]
    [InlineData("F. Nac: 9/3/21\nVisita control 14-06-2023", "2021-03-09", "2023-06-14")]
    [InlineData("Nacido el 9/3/21. Visita el 14-06-2023", "2021-03-09", "2023-06-14")]
    [InlineData("Visita 14-06-2023; nacimiento 9/3/21", "2021-03-09", "2023-06-14")]
    [InlineData("DOB 9/3/21, seen 14-06-2023", "2021-03-09", "2023-06-14")]
    public void Trap_6_a_birth_next_to_a_visit_stays_a_birth(string text, string birth, string visit)
    {
        var mined = Mined.Of(text);

        Assert.Equal((birth, visit, visit), (mined["dob"], mined.All("visit_date"), mined["document_date"]));
    }

    [Fact]
    public void Trap_6_a_record_with_nothing_but_a_birth_has_no_other_date()
        => Assert.Equal(["dob"], Mined.Of("Nacimiento: 09/03/2021\n09/03/2021").Result.Candidates.Keys.Where(key => key != "language"));

    [Fact]
    public void Dates_in_a_list_are_all_what_the_first_is()
        => Assert.Equal(
            "2024-02-01 + 2024-02-05 + 2024-02-09",
            Mined.Of("Vino a consulta los días 01/02/2024, 05/02/2024 y 09/02/2024").All("visit_date"));

    [Fact]
    public void Two_dates_of_one_line_keep_their_own_words()
    {
        var mined = Mined.Of("Ingresado ingreso 01/04/2025, alta 04/04/2025");

        Assert.Equal(("2025-04-01", "2025-04-04"), (mined.All("admission_date"), mined.All("discharge_date")));
    }

    [Fact]
    public void Several_dates_that_stand_alone_are_a_history_and_none_is_the_documents()
        => Assert.Null(Mined.Of("03/04/2024\nTos\n05/06/2024\nFiebre")["document_date"]);

    [Fact]
    public void The_document_date_falls_back_to_the_visit()
    {
        var found = Mined.Of("Visita: 05/06/2024").Winner("document_date");

        Assert.Equal(("2024-06-05", Candidate.Guessed, "fallback::document_date"), (found.Value, found.Confidence, found.MappingId));
    }

    [Fact]
    public void A_date_alone_just_above_the_chip_is_the_birth()
    {
        var mined = Mined.Of("NILO\nCanino\n05/06/2019\n941000025888123");

        Assert.Equal(("2019-06-05", null), (mined["dob"], mined["document_date"]));
    }

    [Theory]
    [InlineData("Patient: Otis\nDOB: 03/14/2019\nVisit date: 02/11/2024", "2024-02-11", false)]
    [InlineData("Patient: Otis\nDOB: 14/03/2019\nVisit date: 02/11/2024", "2024-11-02", false)]
    [InlineData("Patient: Otis\nDOB: 01/03/2019\nVisit date: 02/11/2024", "2024-11-02", true)]
    [InlineData("Patient: Otis\nDOB: 03/14/2019\nAdmitted: 14/03/2020\nVisit date: 02/11/2024", "2024-11-02", true)]
    [InlineData("Paciente: Otis\nF. Nac: 03/04/2019\nVisita: 02/11/2024", "2024-11-02", false)]
    public void Trap_22_a_date_with_one_reading_decides_for_the_others_of_an_English_record(
        string text, string visit, bool guessed)
    {
        var mined = Mined.Of(text);

        Assert.Equal(
            (visit, guessed ? Candidate.Guessed : Candidate.Labelled), (mined["visit_date"], mined.Winner("visit_date").Confidence));
        Assert.Equal(guessed, mined.Result.GuessedDateOrder);
    }
}
