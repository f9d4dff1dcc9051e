using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Mining;
using RunFunctions.UnitTests.Documents.Interpretation;

namespace RunFunctions.UnitTests.Documents.Visits;

/// <summary>Which values belong to which visit; numbers are those of the defects in specs/documents.md §9.2.</summary>
public sealed class VisitGroupingTests
{
    [Fact]
    public void Trap_11_reason_admission_and_discharge_stay_with_their_visit()
    {
        var visit = Assert.Single(Interpretations.OfGolden(
            "Fecha de ingreso: 01/04/2025 / Fecha de alta: 04/04/2025 / Motivo: vómitos / Diagnóstico: gastroenteritis").Visits);

        Assert.Equal(
            ("2025-04-01", "2025-04-01", "2025-04-04", "vómitos"),
            (visit.VisitDate, visit.AdmissionDate, visit.DischargeDate, visit.ReasonForVisit));
    }

    [Fact]
    public void Trap_11_a_reason_before_several_visits_is_kept_unassigned()
    {
        var data = Interpretations.OfGolden("Motivo: tos / Visita 02/03/2025 / Visita 16/03/2025 bien");

        Assert.Equal(["visit-001", "visit-002", "unassigned"], data.Visits.Select(visit => visit.VisitId));
        Assert.Equal("tos", data.Visits[2].ReasonForVisit);
    }

    [Fact]
    public void Trap_12_a_value_at_the_end_of_a_visit_is_not_of_the_next_one()
    {
        var data = Interpretations.OfGolden(
            "Visita 02/03/2025 / Exploración normal en todos los sistemas, mucosas rosadas y sin dolor / Tratamiento: meloxicam / "
            + "Visita 16/03/2025 / Diagnóstico: otitis");

        Assert.Equal("meloxicam", data.Visits[0].Value("treatment_plan"));
        Assert.Null(data.Visits[1].Value("treatment_plan"));
        Assert.Equal((null, "otitis"), (data.Visits[0].Value("diagnosis"), data.Visits[1].Value("diagnosis")));
    }

    [Fact]
    public void What_two_visits_tell_is_of_both()
    {
        var data = Interpretations.OfGolden(
            "Visita 02/03/2025 / Diagnóstico: otitis / Peso: 12 kg / Visita 16/03/2025 / Diagnóstico: otitis / Peso: 12 kg");

        Assert.All(data.Visits, visit => Assert.Equal(("otitis", "12 kg"), (visit.Value("diagnosis"), visit.Value("weight"))));
        Assert.Equal(2, data.Visits.Count);
    }

    [Fact]
    public void Trap_13_fields_of_visits_are_whole_fields()
    {
        var visit = Assert.Single(Interpretations.OfGolden("Visita 02/03/2025 tos / Se pauta jarabe / Diagnóstico: otitis").Visits);

        Assert.All(visit.Fields.Concat(visit.Metadata), field =>
        {
            Assert.True(Guid.TryParse(field.FieldId, out _));
            Assert.InRange(field.FieldMappingConfidence, 0.5m, 1m);
            Assert.Equal(("v1", "visits"), (field.PolicyVersion, field.Section));
            Assert.NotNull(field.MappingId);
            Assert.NotEmpty(field.Evidence!.Snippet);
        });
        Assert.True(visit.Metadata[0].IsCritical);
        Assert.Equal("anchor::visita", visit.Metadata[0].MappingId);
    }

    [Fact]
    public void Trap_14_and_17_evidence_and_ids_of_a_visit_do_not_depend_on_the_visits_before_it()
    {
        const string First = "Visita 02/03/2025 tos\nDiagnóstico: otitis";
        const string Second = "Visita 16/03/2025 mejor\nDiagnóstico: sano";
        var text = new DocumentText(
            First + "\n" + Second,
            [new PageText(1, 0, First.Length, 0, 0, 0), new PageText(2, First.Length + 1, Second.Length, 0, 0, 0)]);

        var both = Interpretations.Of(text).Visits[1];
        var alone = Assert.Single(Interpretations.Of(Second).Visits);

        Assert.Equal(new Evidence(2, First.Length + 1 + "Visita 16/03/2025 mejor\n".Length, "Diagnóstico: sano"), both.Fields[^1].Evidence);
        Assert.Equal(("visit-002", "visit-001"), (both.VisitId, alone.VisitId));
        Assert.Equal(alone.Fields.Select(field => field.FieldId), both.Fields.Select(field => field.FieldId));
    }

    [Theory]
    [InlineData("Ingreso 01/04/2025 vomitos / 02/04/2025 revisión: come / Control 03/04/2025 / Alta 04/04/2025")]
    [InlineData("Hospitalizado del 01/04/2025 al 04/04/2025 por parvovirus / 02/04/2025 revisión: come")]
    [InlineData("Alta 04/04/2025 en buen estado / Ingreso 01/04/2025 vomitos")]
    [InlineData("Consulta 01/04/2025 vomitos / Fecha de ingreso: 01/04/2025 / Se da el alta el 04/04/2025")]
    [InlineData("Admitted on 01/04/2025 with vomiting / Discharged 04/04/2025")]
    [InlineData("Fecha de visita: 01/04/2025 / Fecha de ingreso: 01/04/2025 / Fecha de alta: 04/04/2025")]
    public void A_stay_is_one_visit(string text)
    {
        var visit = Assert.Single(Interpretations.OfGolden(text).Visits);

        Assert.Equal(
            ("2025-04-01", "2025-04-01", "2025-04-04"), (visit.VisitDate, visit.AdmissionDate, visit.DischargeDate));
    }

    [Fact]
    public void A_visit_after_a_stay_is_another()
        => Assert.Equal(
            ["2025-04-01", "2025-04-14"],
            Interpretations.OfGolden("Ingreso 01/04/2025 vomitos / Alta 04/04/2025 / Control 14/04/2025 bien").Visits
                .Select(visit => visit.VisitDate));

    [Fact]
    public void Two_headings_of_one_day_with_a_text_each_are_two_visits()
        => Assert.Equal(
            [("2025-03-02", "tos"), ("2025-03-02", "caída")],
            Interpretations.OfGolden("Consulta 02/03/2025 tos / Urgencia 02/03/2025 caída").Visits
                .Select(visit => (visit.VisitDate, visit.ReasonForVisit)));

    [Theory]
    [InlineData("Fecha de visita: 02/03/2025 / Paciente: Rex / Consulta 02/03/2025 tos / Diagnóstico: otitis")]
    [InlineData("Consulta 02/03/2025 / Diagnóstico: otitis / Consulta 02/03/2025 / Se pauta jarabe")]
    [InlineData("Consultas: 02/03/2025 / Consulta 02/03/2025 tos / Diagnóstico: otitis")]
    public void A_day_in_a_field_or_a_heading_repeated_on_the_next_page_is_no_second_visit(string text)
        => Assert.Equal("otitis", Assert.Single(Interpretations.OfGolden(text).Visits).Value("diagnosis"));

    [Fact]
    public void Visits_told_newest_first_are_numbered_by_date()
    {
        var data = Interpretations.OfGolden("Visita 16/03/2025 / Diagnóstico: sano / Visita 02/03/2025 / Diagnóstico: otitis");

        Assert.Equal([("visit-001", "otitis"), ("visit-002", "sano")], data.Visits.Select(visit => (visit.VisitId, visit.Value("diagnosis"))));
        Assert.Equal("2025-03-02", data.GlobalSchema["visit_date"].Text);
        Assert.Equal(["otitis", "sano"], data.GlobalSchema["diagnosis"].Items!);
    }

    [Fact]
    public void Values_before_the_only_visit_are_of_it()
        => Assert.Equal(
            "otitis", Assert.Single(Interpretations.OfGolden("Diagnóstico: otitis / Fecha de visita: 02/03/2025").Visits).Value("diagnosis"));

    [Fact]
    public void The_contract_counts_what_stands_in_visits()
    {
        var data = Interpretations.OfGolden("Visita 02/03/2025 / Síntomas: tos / Visita 16/03/2025 / Síntomas: fiebre");

        Assert.Equal(["tos", "fiebre"], data.GlobalSchema["symptoms"].Items!);
        Assert.Equal(
            (CoverageStatus.Accepted, "tos", 2),
            data.Summary.Coverage["symptoms"] is var symptoms ? (symptoms.Status, symptoms.Top1, symptoms.LineNumber!.Value) : default);
        Assert.Equal(new DateReason("visita", "anchor::visita", 0.66m), data.Summary.DateSelection.VisitDate);
    }

    [Fact]
    public void Trap_22_the_day_of_a_visit_whose_order_is_a_guess_says_so()
    {
        var data = Interpretations.Of("Patient: Otis\nVisit 01/05/2024 cough");

        Assert.Equal([InterpretationWarning.AmbiguousDateOrder], data.Summary.WarningCodes);
        Assert.Equal(0.50m, data.Visits[0].Metadata[0].FieldCandidateConfidence);
    }
}
