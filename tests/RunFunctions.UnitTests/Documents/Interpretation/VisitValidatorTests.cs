using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.UnitTests.Documents.Interpretation;

public sealed class VisitValidatorTests
{
    private static readonly InterpretationData Valid = Interpretations.OfGolden(
        "Motivo: tos / Visita 02/03/2025 / Diagnóstico: otitis / Visita 16/03/2025 / Diagnóstico: sano");

    private static VisitGroup First => Valid.Visits[0];

    private static VisitGroup Second => Valid.Visits[1];

    private static VisitGroup Unassigned => Valid.Visits[2];

    [Fact]
    public void Produced_visits_are_valid()
    {
        Assert.Equal("unassigned", Unassigned.VisitId);
        Assert.Empty(InterpretationValidator.Validate(Valid));
    }

    [Fact]
    public void A_value_of_a_visit_at_the_top_level_is_an_error()
        => AssertErrors(
            Valid with { Fields = [.. Valid.Fields, First.Fields[0]], Visits = [First with { Fields = [] }, Second, Unassigned] },
            (InterpretationErrorCode.VisitKeyAtTopLevel, First.Fields[0].FieldId));

    [Fact]
    public void An_id_that_is_there_twice_or_is_not_one_is_an_error()
    {
        AssertErrors(
            Valid with { Visits = [First, Second with { VisitId = "visit-001" }, Unassigned] },
            (InterpretationErrorCode.VisitIdOutOfOrder, "visit-001"));
        AssertErrors(
            Valid with { Visits = [First, Second with { VisitId = "visit-2" }, Unassigned] },
            (InterpretationErrorCode.VisitIdOutOfOrder, "visit-2"));
    }

    [Fact]
    public void Unassigned_values_stand_last()
        => AssertErrors(
            Valid with { Visits = [Unassigned, First with { VisitId = "visit-002" }] },
            (InterpretationErrorCode.VisitIdOutOfOrder, "unassigned"),
            (InterpretationErrorCode.VisitDateOutOfOrder, "visit-002"));

    [Fact]
    public void Visits_out_of_order_are_an_error()
        => AssertErrors(
            Valid with { Visits = [Second with { VisitId = "visit-001" }, First with { VisitId = "visit-002" }] },
            (InterpretationErrorCode.VisitDateOutOfOrder, "visit-002"));

    [Fact]
    public void A_visit_without_a_day_stands_behind_those_that_have_one()
        => AssertErrors(
            Valid with { Visits = [VisitGroup.Of("visit-001", [], First.Fields), Second] },
            (InterpretationErrorCode.VisitDateOutOfOrder, "visit-002"));

    [Fact]
    public void A_property_that_its_metadata_do_not_say_is_an_error()
        => AssertErrors(
            Valid with { Visits = [First with { DischargeDate = "2025-03-04" }] },
            (InterpretationErrorCode.VisitPropertyNotOfMetadata, "visit-001"));

    [Fact]
    public void A_value_of_the_document_in_a_visit_is_an_error()
        => AssertErrors(
            Valid with { Fields = [], Visits = [First with { Fields = [Valid.Fields[0]] }] },
            (InterpretationErrorCode.KeyNotOfVisit, Valid.Fields[0].FieldId));

    [Fact]
    public void A_property_given_twice_is_an_error()
        => AssertErrors(
            Valid with { Visits = [VisitGroup.Of("visit-001", [First.Metadata[0], Second.Metadata[0]], [])] },
            (InterpretationErrorCode.KeyNotOfVisit, Second.Metadata[0].FieldId));

    private static void AssertErrors(InterpretationData data, params IEnumerable<(InterpretationErrorCode Code, string Subject)> errors)
        => Assert.Equal(errors.Select(error => new InterpretationError(error.Code, error.Subject)), InterpretationValidator.Validate(data));
}
