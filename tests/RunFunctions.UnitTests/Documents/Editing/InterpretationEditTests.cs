using RunFunctions.Core.Documents.Domain.Editing;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Schema;
using static RunFunctions.UnitTests.Documents.Editing.Edits;

namespace RunFunctions.UnitTests.Documents.Editing;

/// <summary>What changes make of an interpretation (specs/documents.md §4.6).</summary>
public sealed class InterpretationEditTests
{
    [Fact]
    public void An_update_makes_the_value_a_persons_and_keeps_what_was_corrected()
    {
        var edit = Applied(Update(PetName, "Tobías"));
        var field = edit.Data.Fields.Single(field => field.FieldId == PetName.FieldId);
        Assert.Equal((FieldValue.Of("Tobías"), FieldOrigin.Human), (field.Value, field.Origin));
        Assert.Equal((PetName.MappingId, PetName.Evidence, PetName.FieldCandidateConfidence), (field.MappingId, field.Evidence, field.FieldCandidateConfidence));
        Assert.Equal((PetName.FieldCandidateConfidence, 0m), (field.FieldMappingConfidence, field.FieldReviewHistoryAdjustment));
        Assert.Equal("Tobías", edit.Data.GlobalSchema["pet_name"].Text);
        Assert.Equal(Later, edit.Data.CreatedAt);
        Assert.Empty(InterpretationValidator.Validate(edit.Data));
    }

    [Fact]
    public void An_entry_of_the_change_log_says_everything()
    {
        var entry = Assert.Single(Applied(Update(PetName, "Tobías")).Log);
        Assert.Equal(("field_corrected", "reviewer_edit", 1, 2), (entry.EventType, entry.Source, entry.BaseVersionNumber, entry.NewVersionNumber));
        Assert.Equal((Sample.DocumentId, Sample.ProcessingRunId, Version().InterpretationId), (entry.DocumentId, entry.RunId, entry.InterpretationId));
        Assert.Equal((PetName.FieldId, "pet_name", $"fields.{PetName.FieldId}.value"), (entry.FieldId, entry.FieldKey, entry.FieldPath));
        Assert.Equal((FieldValue.Of("Toby"), FieldValue.Of("Tobías"), FieldChangeType.Update), (entry.OldValue, entry.NewValue, entry.ChangeType));
        Assert.Equal((PetName.ContextKey, PetName.MappingId, PetName.PolicyVersion), (entry.ContextKey, entry.MappingId, entry.PolicyVersion));
        Assert.Equal((Later, DateTimeKind.Utc), (entry.CreatedAt, entry.OccurredAt.Kind));
        var json = System.Text.Encoding.UTF8.GetString(ChangeLogJson.Write([entry]));
        Assert.Contains("\"occurred_at\":\"2026-03-12T10:30:00Z\"", json, StringComparison.Ordinal);
        Assert.Equal(20, System.Text.Json.JsonDocument.Parse(json).RootElement[0].EnumerateObject().Count());
        Assert.Equal(entry, Assert.Single(ChangeLogJson.Read(ChangeLogJson.Write([entry]))));
    }

    /// <summary>Defect 13 of specs/documents.md §9.2: fields of visits could not be edited.</summary>
    [Fact]
    public void Fields_of_visits_and_other_fields_are_edited_by_their_ids()
    {
        var edit = Applied(Update(Diagnosis, "fractura"), Delete(Coat));
        Assert.Equal("fractura", edit.Data.Visits[0].Fields.Single().Value.Text);
        Assert.Equal(["fractura"], edit.Data.GlobalSchema["diagnosis"].Items!);
        Assert.Empty(edit.Data.OtherFields);
        Assert.Equal(
            [$"visits.visit-001.fields.{Diagnosis.FieldId}.value", $"other_fields.{Coat.FieldId}.value"], edit.Log.Select(entry => entry.FieldPath));
    }

    [Fact]
    public void An_addition_goes_where_its_key_belongs()
    {
        var edit = Applied(Add("owner_address", "Calle Sauce 3"), Add("medication", "meloxicam", "visit-001"), Add("favourite_toy", "pelota"), Add("notes", "x", type: SchemaValueType.Text));
        var added = edit.Data.Fields.Single(field => field.Key == "owner_address");
        Assert.Equal((FieldOrigin.Human, 0.50m, (string?)null), (added.Origin, added.FieldCandidateConfidence, added.MappingId));
        Assert.Equal(edit.Data.Fields.Select(field => field.Key), edit.Data.Fields.Select(field => field.Key).OrderBy(KeyOrder));
        Assert.True(edit.Data.Visits[0].Fields.Single(field => field.Key == "medication").IsCritical);
        Assert.Equal(["coat_color", "favourite_toy"], edit.Data.OtherFields.Select(field => field.Key));
        Assert.Equal(4, edit.Data.Fields.Concat(edit.Data.OtherFields).Concat(edit.Data.Visits[0].Fields).Where(field => field.Evidence is null).Select(field => field.FieldId).Distinct().Count());
        Assert.Empty(InterpretationValidator.Validate(edit.Data));
    }

    [Fact]
    public void Properties_of_a_visit_are_changed_by_visit_and_key()
    {
        var edit = Applied(SetProperty("visit-001", "visit_date", "2025-02-04", SchemaValueType.Date), SetProperty("visit-001", "reason_for_visit", null, SchemaValueType.Text));
        Assert.Equal(("2025-02-04", null), (edit.Data.Visits[0].VisitDate, edit.Data.Visits[0].ReasonForVisit));
        Assert.Equal("2025-02-04", edit.Data.GlobalSchema["visit_date"].Text);
        Assert.Equal(["visits.visit-001.visit_date", "visits.visit-001.reason_for_visit"], edit.Log.Select(entry => entry.FieldPath));
        Assert.Equal([FieldValue.Of("2025-02-04"), FieldValue.Nothing], edit.Log.Select(entry => entry.NewValue));
        Assert.All(edit.Data.Visits[0].Metadata, property => Assert.Equal(FieldOrigin.Human, property.Origin));
    }

    [Fact]
    public void Properties_of_a_visit_are_fields_that_are_changed_by_their_ids_too()
    {
        var reason = Sample.Visits[0].Metadata.Single(property => property.Key == "reason_for_visit");
        var edit = Applied(Update(reason, "revision"));
        Assert.Equal("revision", edit.Data.Visits[0].ReasonForVisit);
        Assert.Equal((reason.FieldId, "visits.visit-001.reason_for_visit"), (edit.Log.Single().FieldId, edit.Log.Single().FieldPath));
        Assert.Null(Applied(Delete(reason)).Data.Visits[0].ReasonForVisit);
    }

    [Fact]
    public void A_property_that_a_visit_does_not_have_is_added()
    {
        var edit = Applied(SetProperty("visit-001", "discharge_date", "2025-02-05", SchemaValueType.Date), SetProperty("unassigned", "reason_for_visit", "vacuna", SchemaValueType.Text));
        Assert.Equal(("2025-02-05", "vacuna"), (edit.Data.Visits[0].DischargeDate, edit.Data.Visits[1].ReasonForVisit));
        Assert.All(edit.Log, entry => Assert.Equal((FieldChangeType.Add, FieldValue.Nothing), (entry.ChangeType, entry.OldValue)));
        Assert.Empty(Applied(SetProperty("visit-001", "discharge_date", null, SchemaValueType.Date)).Log);
    }

    [Fact]
    public void Visits_stand_in_the_order_of_their_dates_and_keep_their_ids()
    {
        var edit = Applied(Add("visit_date", "2025-01-01"));
        Assert.Equal(["visit-003", "visit-001", "unassigned"], edit.Data.Visits.Select(visit => visit.VisitId));
        Assert.Empty(InterpretationValidator.Validate(edit.Data));
        var undated = Applied(new FieldChange(FieldChangeType.Delete, Key: "visit_date", VisitId: "visit-001"), Add("visit_date", "2025-06-01")).Data;
        Assert.Equal(["visit-003", "visit-001", "unassigned"], undated.Visits.Select(visit => visit.VisitId));
        Assert.Empty(InterpretationValidator.Validate(undated));
    }

    [Fact]
    public void A_visit_comes_with_its_date_and_goes_with_its_last_value()
    {
        var edit = Applied(
            Add("visit_date", "2025-03-01"),
            Add("diagnosis", "sano", "visit-003"),
            Delete(Diagnosis),
            new FieldChange(FieldChangeType.Delete, Key: "visit_date", VisitId: "visit-001"),
            new FieldChange(FieldChangeType.Delete, Key: "reason_for_visit", VisitId: "visit-001"));
        Assert.Equal(["visit-003", "unassigned"], edit.Data.Visits.Select(visit => visit.VisitId));
        Assert.Equal(("2025-03-01", "sano"), (edit.Data.Visits[0].VisitDate, edit.Data.Visits[0].Fields.Single().Value.Text));
    }

    [Fact]
    public void Later_changes_see_what_earlier_ones_left()
    {
        var edit = Applied(Update(PetName, "Bruma"), Update(PetName, "Luna"));
        Assert.Equal([FieldValue.Of("Toby"), FieldValue.Of("Bruma")], edit.Log.Select(entry => entry.OldValue));
        Assert.Equal("changes[1].field_id not_found", Refused(Delete(PetName), Update(PetName, "Luna")));
    }

    [Fact]
    public void What_changes_nothing_is_no_version()
    {
        Assert.Empty(Applied(Update(PetName, "  Toby ")).Log);
        Assert.Empty(Applied(SetProperty("visit-001", "visit_date", "2025-02-03", SchemaValueType.Date)).Log);
        var added = Applied(Add("notes", "x")).Data.Fields.Single(field => field.Key == "notes");
        Assert.Empty(Applied(Add("notes", "x"), Delete(added)).Log);
        Assert.Single(Applied(Update(PetName, "Toby"), Update(Diagnosis, "fractura")).Log);
    }

    [Fact]
    public void A_value_is_taken_away_by_null()
    {
        var edit = Applied(Update(PetName, null));
        Assert.Equal(FieldValue.Nothing, edit.Data.Fields.Single(field => field.Key == "pet_name").Value);
        Assert.DoesNotContain("pet_name", edit.Data.Summary.KeysPresent);
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        Assert.Equal("changes[0].field_id required", Refused(new FieldChange(FieldChangeType.Update, Key: "pet_name", Value: FieldValue.Of("x"), ValueType: SchemaValueType.Text)));
        Assert.Equal("changes[0].field_id required", Refused(new FieldChange(FieldChangeType.Delete)));
        Assert.Equal("changes[0].field_id not_found", Refused(new FieldChange(FieldChangeType.Delete, "nothing")));
        Assert.Equal("changes[0].value_type required", Refused(new FieldChange(FieldChangeType.Update, PetName.FieldId, Value: FieldValue.Of("x"))));
        Assert.Equal("changes[0].value required", Refused(new FieldChange(FieldChangeType.Update, PetName.FieldId, ValueType: SchemaValueType.Text)));
        Assert.Equal("changes[0].value_type enum", Refused(Update(PetName, "x", SchemaValueType.Date)));
        Assert.Equal("changes[0].key match", Refused(Update(PetName, "x") with { Key = "species" }));
        Assert.Equal("changes[0].visit_id match", Refused(Update(Diagnosis, "x") with { VisitId = "visit-002" }));
        Assert.Equal("changes[0].key required", Refused(new FieldChange(FieldChangeType.Add, Value: FieldValue.Of("x"))));
        Assert.Equal("changes[0].key key", Refused(Add("Not a key", "x")));
        Assert.Equal("changes[0].value required", Refused(Add("notes", "  ")));
        Assert.Equal("changes[0].value required", Refused(new FieldChange(FieldChangeType.Add, Key: "notes")));
        Assert.Equal("changes[0].field_id unknown", Refused(Add("notes", "x") with { FieldId = "x" }));
        Assert.Equal("changes[0].visit_id required", Refused(Add("diagnosis", "x")));
        Assert.Equal("changes[0].visit_id required", Refused(Add("admission_date", "2025-01-01")));
        Assert.Equal("changes[0].visit_id not_found", Refused(Add("diagnosis", "x", "visit-009")));
        Assert.Equal("changes[0].visit_id scope", Refused(Add("pet_name", "x", "visit-001")));
        Assert.Equal("changes[0].op enum", Refused(Add("visit_date", "2025-01-01", "visit-001")));
        Assert.Equal("changes[0].visit_id not_found", Refused(SetProperty("unassigned", "visit_date", "2025-01-01", SchemaValueType.Date)));
        Assert.Equal("changes[0].value date", Refused(SetProperty("visit-001", "visit_date", "03/02/2025", SchemaValueType.Date)));
        Assert.Equal("changes[1].value microchip", Refused(Add("notes", "x"), Add("microchip_id", "12345678")));
    }

    [Fact]
    public void What_belongs_to_no_visit_gets_a_group_when_there_is_none()
    {
        var without = Sample with { Visits = [] };
        Assert.True(InterpretationEdit.Apply(without, [Add("diagnosis", "otitis", "unassigned")], Version()).TryGet(out var edit, out _));
        Assert.Equal("unassigned", Assert.Single(edit!.Data.Visits).VisitId);
    }

    [Fact]
    public void A_restored_version_says_what_it_said_and_its_log_leads_there()
    {
        var edited = Applied(Update(PetName, "Luna"), Add("notes", "x"), Delete(Coat), SetProperty("visit-001", "visit_date", "2025-02-04", SchemaValueType.Date)).Data;
        var restored = InterpretationEdit.Restore(edited, Sample, Version(2) with { Source = FieldChangeEntry.VersionRestore });
        Assert.Equal(InterpretationJson.Write(Sample with { CreatedAt = Later }), InterpretationJson.Write(restored.Data));
        Assert.Equal(4, restored.Log.Count);
        Assert.All(restored.Log, entry => Assert.Equal(("version_restore", 2, 3), (entry.Source, entry.BaseVersionNumber, entry.NewVersionNumber)));
        Assert.Empty(InterpretationEdit.Restore(Sample, Sample, Version()).Log);
    }

    private static int KeyOrder(string key) => GlobalSchema.Fields.Select(field => field.Key).ToList().IndexOf(key);
}
