using RunFunctions.UnitTests.Documents.Interpretation;

namespace RunFunctions.UnitTests.Documents.Visits;

/// <summary>Which dates of a text are of visits (specs/documents.md §6.8).</summary>
public sealed class VisitDateTests
{
    [Theory]
    [InlineData("Revision 3/4/24 / Todo bien", "2024-04-03")]
    [InlineData("- 03/09/20 - 16:36 - tos", "2020-09-03")]
    [InlineData("* 03/09/2020 - 16:36:10 / tos", "2020-09-03")]
    [InlineData("- 03/09/20 - 16:36 tos", "")]
    [InlineData("Control 01/05/98", "")]
    [InlineData("Visit 21/05/2024 / All well", "2024-05-21")]
    [InlineData("Visita de control / Día 14/06/2023 / tos", "2023-06-14")]
    [InlineData("Seguimiento: 2024-06-05 bien", "2024-06-05")]
    [InlineData("Fecha de consulta: 05.06.2024", "2024-06-05")]
    [InlineData("05/06/2024 Consulta por tos", "2024-06-05")]
    [InlineData("Exploración 05/06/2024: normal", "2024-06-05")]
    [InlineData("Acude el 05/06/2024 por tos", "2024-06-05")]
    [InlineData("Perro de nueve años que acude hoy a nuestro centro a consulta el día 03/04/2024 por tos", "2024-04-03")]
    [InlineData("Visitas: 02/03/2025 y 16/03/2025", "2025-03-02 2025-03-16")]
    [InlineData("Patient seen on 21/05/2024 for cough", "2024-05-21")]
    [InlineData("Check-up 21/05/2024 / Follow-up: 28/05/2024 fine / Recheck 30/05/2024", "2024-05-21 2024-05-28 2024-05-30")]
    [InlineData("Consultation 2024-05-21 / Emergency 2024-05-22", "2024-05-21 2024-05-22")]
    [InlineData("Visita 02/03/2025 tos seca. Control 16/03/2025 mucho mejor", "2025-03-02 2025-03-16")]
    public void Dates_with_a_word_of_a_visit_are_visits(string text, string expected) => AssertVisits(expected, text);

    [Theory]
    [InlineData("F. Nac: 9/3/21 / Visita control 14-06-2023", "2023-06-14")]
    [InlineData("Paciente: Kira F. Nac: 9/3/21 Visita control 14-06-2023", "2023-06-14")]
    [InlineData("Visita: Nilo, nacido el 9/3/21", "")]
    [InlineData("Visita 9/3/21 / F. Nac: 9/3/21", "")]
    public void Trap_6_a_day_of_birth_is_never_a_visit(string text, string expected) => AssertVisits(expected, text);

    [Theory]
    [InlineData("Factura de la consulta: 12/03/2025")]
    [InlineData("Fecha de emisión 12/03/2025 consulta general")]
    [InlineData("Microchip implantado el 12/03/2025")]
    [InlineData("Consulta: análisis de orina del 12/03/2025")]
    [InlineData("Próxima visita: 12/04/2025")]
    [InlineData("Prox. revisión 12/04/2025")]
    [InlineData("Control: 12/04/2025")]
    [InlineData("Se acuerda con el propietario el alta 03/05/2025")]
    [InlineData("Next visit: 21/05/2024")]
    [InlineData("Follow-up booked, due 21/05/2024")]
    [InlineData("Última consulta 12/04/2025")]
    [InlineData("Nasal discharge 21/05/2024")]
    [InlineData("Print date: 21/05/2024")]
    public void Dates_of_the_file_and_dates_to_come_are_no_visits(string text) => AssertVisits("", text);

    [Fact]
    public void What_a_visit_tells_of_another_day_is_not_another_visit()
        => AssertVisits(
            "2025-06-05",
            "Consulta 05/06/2025 otitis / Sigue con la tos que tenía cuando se le vio en la visita anterior del 02/03/2025, algo mejor");

    private static void AssertVisits(string expected, string text)
        => Assert.Equal(expected, string.Join(' ', Interpretations.OfGolden(text).Visits.Select(visit => visit.VisitDate).OfType<string>()));
}
