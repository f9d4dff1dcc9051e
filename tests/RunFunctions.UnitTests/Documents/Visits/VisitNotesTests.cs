using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.UnitTests.Documents.Interpretation;

namespace RunFunctions.UnitTests.Documents.Visits;

/// <summary>What of a visit's notes is observed and what is done; the rules are numbered in specs/documents.md §6.8.</summary>
public sealed class VisitNotesTests
{
    private const string Es = "Paciente: Rex\nVisita 02/03/2025\n";
    private const string En = "Patient: Rex\nOwner: Ann Example\nVisit 21/03/2025\n";

    [Theory]
    [InlineData("Acude para revisión de la pata")] // 1
    [InlineData("Exploración: revisión completa normal")] // 2
    [InlineData("Se observa inflamación del oído, control")] // 3
    [InlineData("En casa comentan que tose en cada control")] // 4
    [InlineData("Test rápido negativo")] // 9
    [InlineData("Come y bebe con normalidad")] // 11
    public void Spanish_observations(string clause) => AssertObserved(Es, clause);

    [Theory]
    [InlineData("Recordatorio vacunaciones")] // 5
    [InlineData("Vacunación antirrábica")] // 5
    [InlineData("Dar 2 comprimidos con la comida")] // 8
    [InlineData("Seguir con la misma pauta")] // 8
    [InlineData("Meloxicam 0,5 ml cada 24 horas")] // 8
    [InlineData("Si empeora volver")] // 8
    [InlineData("Introduciremos pienso nuevo")] // 8
    [InlineData("Mantener la herida limpia")] // 8
    [InlineData("Se recomienda analítica completa")] // 10
    [InlineData("Vamos a hacer una radiografía")] // 10
    [InlineData("Desparasitar en casa")] // 10
    public void Spanish_actions(string clause) => AssertDone(Es, clause);

    [Theory]
    [InlineData("Presented for recheck of the left ear")] // 1
    [InlineData("Examination: full recheck normal")] // 2
    [InlineData("Mild inflammation of the ear, recheck")] // 3
    [InlineData("At home he is doing well")] // 4
    [InlineData("Rapid test negative")] // 9
    [InlineData("Eating and drinking normally")] // 11
    public void English_observations(string clause) => AssertObserved(En, clause);

    [Theory]
    [InlineData("Vaccination reminder")] // 5
    [InlineData("Give 2 tablets with food")] // 8
    [InlineData("Meloxicam 0.5 ml every 24 hours")] // 8
    [InlineData("If signs persist come back")] // 8
    [InlineData("We will recheck in one week")] // 8
    [InlineData("Recommended a full blood panel")] // 10
    [InlineData("Continue the same food")] // 10
    public void English_actions(string clause) => AssertDone(En, clause);

    [Theory]
    [InlineData("Se pauta jarabe. La analítica", "Se pauta jarabe La analítica", null)] // 7
    [InlineData("Come bien. La analítica", null, "Come bien La analítica")] // 7
    [InlineData("Se pauta jarabe. Recordatorio", "Se pauta jarabe Recordatorio", null)] // 6
    [InlineData("Tos seca se recomienda reposo", "se recomienda reposo", "Tos seca")] // openers
    [InlineData("Tos; fiebre; TOS", null, "Tos fiebre")] // once each
    public void Clauses_are_cut_kept_in_order_and_told_once(string notes, string? actions, string? observations)
    {
        var visit = Visit(Es + notes);

        Assert.Equal((actions, observations), (visit.Value("actions"), visit.Value("observations")));
    }

    [Theory]
    [InlineData("Peso: 3,2 kg. Tos leve", "Tos leve")]
    [InlineData("Diagnóstico: otitis\nTos leve\nDiagnóstico: otitis", "Tos leve")]
    [InlineData("Temperatura rectal de 38\nTel: 600 000 000\nPágina 2 de 3", "Temperatura rectal de 38")]
    [InlineData("Observaciones: tos leve", "tos leve")]
    [InlineData("Exploración:\nTos leve", "Tos leve")]
    public void Trap_13_labels_weights_and_the_files_own_lines_are_not_told_again(string notes, string observations)
        => Assert.Equal(observations, Visit(Es + notes).Value("observations"));

    [Fact]
    public void A_sentence_goes_on_in_the_next_line_when_the_first_is_full()
        => Assert.Equal(
            "Se recomienda reposo absoluto durante una semana completa y después paseos cortos con correa",
            Visit(Es + "Se recomienda reposo absoluto durante una semana completa y después\npaseos cortos con correa").Value("actions"));

    [Theory]
    [InlineData("Visita 02/03/2025 tos seca. Sin fiebre", "tos seca")]
    [InlineData("Visita 02/03/2025\nTos seca desde ayer", "Tos seca desde ayer")]
    [InlineData("Visita 02/03/2025\nExploración normal", null)]
    [InlineData("Visita 02/03/2025 tos\nMotivo: vacuna anual", "vacuna anual")]
    [InlineData("Visita 02/03/2025\nPróxima visita: 12/04/2025", null)]
    public void The_reason_is_the_labelled_one_or_the_first_thing_told(string text, string? reason)
        => Assert.Equal(reason, Visit(text).ReasonForVisit);

    private static void AssertObserved(string heading, string clause)
        => Assert.Equal((false, true), (Visit(heading + clause).Value("actions") is not null, Visit(heading + clause).Value("observations") is not null));

    private static void AssertDone(string heading, string clause)
        => Assert.Equal((clause, null), (Visit(heading + clause).Value("actions"), Visit(heading + clause).Value("observations")));

    private static VisitGroup Visit(string text) => Assert.Single(Interpretations.Of(text).Visits);
}
