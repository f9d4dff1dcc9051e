using RunFunctions.Core.Documents.Domain.Calibration;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.UnitTests.Documents.Editing;

namespace RunFunctions.UnitTests.Documents.Calibration;

/// <summary>What edits and reviews say of the rules that found values.</summary>
public sealed class JudgementsTests
{
    [Fact]
    public void A_review_accepts_what_a_machine_found_and_nobody_changed()
    {
        var judged = Judgements.OfReview(Edits.Sample, Edits.Sample);
        Assert.NotEmpty(judged);
        Assert.All(judged, judgement => Assert.Equal(Verdict.Accepted, judgement.Verdict));
        Assert.Equal(
            Edits.Sample.AllFields().Where(field => field.Origin == FieldOrigin.Machine).Select(field => (field.Key, field.MappingId)).Distinct().Order(),
            judged.Select(judgement => (judgement.Unit.FieldKey, judgement.Unit.MappingId)).Order());
    }

    /// <summary>Conflict 18 of specs/documents.md §0: a correction was counted only when the document was marked.</summary>
    [Fact]
    public void An_edit_judges_what_it_changes_or_removes_and_nothing_else()
    {
        var after = Edits.Applied(
            Edits.Update(Edits.PetName, "Luna"), Edits.Delete(Edits.Diagnosis), Edits.Add("notes", "seen"), Edits.SetProperty("visit-001", "reason_for_visit", "control", Edits.PetName.ValueType)).Data;
        Assert.Equal(
            [("diagnosis", Verdict.Edited), ("pet_name", Verdict.Edited), ("reason_for_visit", Verdict.Edited)],
            Judgements.OfEdit(Edits.Sample, after).Select(judgement => (judgement.Unit.FieldKey, judgement.Verdict)).Order());
    }

    /// <summary>§5.3 calls it a gap that fields which were deleted left no signal.</summary>
    [Fact]
    public void A_review_says_again_what_edits_before_it_said_even_of_deleted_fields()
    {
        var reviewed = Edits.Applied(Edits.Delete(Edits.Diagnosis), Edits.Update(Edits.PetName, "Luna")).Data;
        var judged = Judgements.OfReview(Edits.Sample, reviewed).ToLookup(judgement => judgement.Verdict, judgement => judgement.Unit.FieldKey);
        Assert.Equal(["diagnosis", "pet_name"], judged[Verdict.Edited].Order());
        Assert.Contains("breed", judged[Verdict.Accepted]);
    }

    [Fact]
    public void One_correction_decides_for_all_values_of_a_unit()
    {
        var twin = Edits.PetName with { FieldId = "b1d5a3a0-0000-4000-8000-00000000000a", Value = FieldValue.Of("Rex") };
        var found = Edits.Sample with { Fields = [.. Edits.Sample.Fields, twin] };
        var reviewed = found with { Fields = [.. Edits.Sample.Fields] };
        Assert.Equal(Verdict.Edited, Judgements.OfReview(found, reviewed).Single(judgement => judgement.Unit.FieldKey == "pet_name").Verdict);
    }

    [Fact]
    public void Values_of_people_derived_ones_and_empty_ones_are_not_judged()
    {
        StructuredField[] fields =
        [
            Edits.PetName with { Origin = FieldOrigin.Human },
            Edits.PetName with { FieldId = "b1d5a3a0-0000-4000-8000-00000000000b", Origin = FieldOrigin.Derived },
            Edits.PetName with { FieldId = "b1d5a3a0-0000-4000-8000-00000000000c", Value = FieldValue.Of("  ") },
        ];
        var found = Edits.Sample with { Fields = fields, Visits = [], OtherFields = [] };
        Assert.Empty(Judgements.OfReview(found, found with { Fields = [] }));
    }
}
