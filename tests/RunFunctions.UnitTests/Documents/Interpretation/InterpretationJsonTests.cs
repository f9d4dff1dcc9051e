using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.UnitTests.Documents.Interpretation;

public sealed class InterpretationJsonTests
{
    [Fact]
    public void Data_survive_a_round_trip()
        => Prop.ForAll(RecordTexts.Any, text =>
        {
            var bytes = InterpretationJson.Write(Interpretations.Of(text));
            return InterpretationJson.Write(InterpretationJson.Read(bytes)).AsSpan().SequenceEqual(bytes);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Values_of_people_survive_a_round_trip()
    {
        FieldValue[] values =
            [FieldValue.Of("año"), FieldValue.Of(4.10m), FieldValue.Of(true), FieldValue.Of(false), FieldValue.Nothing];
        var data = Interpretations.Of("Edad: 6");
        data = data with { Fields = [.. values.Select(value => data.Field("age") with { Value = value, Origin = FieldOrigin.Human })] };

        var read = InterpretationJson.Read(InterpretationJson.Write(data));

        Assert.Equal(values, read.Fields.Select(field => field.Value));
        Assert.All(read.Fields, field => Assert.Equal(FieldOrigin.Human, field.Origin));
    }

    [Fact]
    public void The_wire_form_of_a_field_is_fixed()
    {
        var json = JsonDocument.Parse(InterpretationJson.Write(Interpretations.Of("Paciente: Ñoño")));

        Assert.Equal(
            """
            {"field_id":"%ID%","key":"pet_name","value":"Ñoño","value_type":"string","is_critical":true,"origin":"machine","field_candidate_confidence":0.66,"field_mapping_confidence":0.66,"text_extraction_reliability":null,"field_review_history_adjustment":0,"context_key":"ctx_v2:aa4a91dc42e5f099412484050141c07ac3d52c2d9295dfe488fa310d831fecb4","mapping_id":"label_regex::paciente","policy_version":"v1","scope":"document","section":"patient","domain":"clinical","classification":"medical_record","evidence":{"page":1,"offset":0,"snippet":"Paciente: Ñoño"}}
            """.Replace("%ID%", FieldId.For(Interpretations.Context.DocumentId, "pet_name", 0)),
            json.RootElement.GetProperty("fields")[0].GetRawText());
    }

    [Fact]
    public void The_wire_form_of_the_data_names_its_members_in_snake_case_and_order()
    {
        var root = JsonDocument.Parse(InterpretationJson.Write(Interpretations.Of("Paciente: Toby"))).RootElement;

        Assert.Equal(
            [
                "document_id", "processing_run_id", "created_at", "schema_contract", "fields", "global_schema", "summary",
                "context_key", "medical_record_view", "visits", "other_fields",
            ],
            root.EnumerateObject().Select(member => member.Name));
        Assert.Equal("2026-03-12T09:30:00+00:00", root.GetProperty("created_at").GetString());
        Assert.Equal(37, root.GetProperty("global_schema").EnumerateObject().Count());
        Assert.Equal("[]", root.GetProperty("global_schema").GetProperty("diagnosis").GetRawText());
        Assert.Equal(
            """{"total_keys":37,"populated_keys":2,"keys_present":["pet_name","language"],"warning_codes":[],"date_selection":{"visit_date":null,"document_date":null,"admission_date":null,"discharge_date":null},"coverage":{"claim_id":{"status":"missing","top1":null,"confidence":null,"line_number":null},""",
            root.GetProperty("summary").GetRawText()[..289]);
        Assert.Equal(
            """{"status":"accepted","top1":"Toby","confidence":0.66,"line_number":1}""",
            root.GetProperty("summary").GetProperty("coverage").GetProperty("pet_name").GetRawText());
        Assert.Equal(
            """{"concept_id":"clinic.nhc","section":"clinic","scope":"document","canonical_key":"nhc","aliases":["medical_record_number"],"label_key":"field.nhc"}""",
            root.GetProperty("medical_record_view").GetProperty("field_slots")[3].GetRawText());
    }

    [Fact]
    public void The_wire_form_of_a_visit_is_fixed()
    {
        var visit = JsonDocument.Parse(InterpretationJson.Write(Interpretations.Of("F. Nac: 01/02/2020\nVisita 03/02/2025 tos")))
            .RootElement.GetProperty("visits")[0];

        Assert.Equal(
            ["visit_id", "visit_date", "admission_date", "discharge_date", "reason_for_visit", "fields", "metadata"],
            visit.EnumerateObject().Select(member => member.Name));
        Assert.Equal("derived", visit.GetProperty("fields")[0].GetProperty("origin").GetString());
        Assert.Equal(
            ["visit_date", "reason_for_visit"],
            visit.GetProperty("metadata").EnumerateArray().Select(field => field.GetProperty("key").GetString()));
    }

    [Fact]
    public void What_is_shown_of_an_age_is_on_the_wire()
        => Assert.Contains("\"display_value\":\"6 años\"", Encoding.UTF8.GetString(InterpretationJson.Write(Interpretations.Of("Edad: 6"))));

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"global_schema\":[]}")]
    public void Other_bytes_are_refused(string json)
        => Assert.Throws<JsonException>(() => InterpretationJson.Read(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("\"value\":\"Toby\"", "\"value\":[]")]
    [InlineData("\"pet_name\":\"Toby\"", "\"pet_name\":1")]
    [InlineData("\"diagnosis\":[]", "\"diagnosis\":[1]")]
    [InlineData("\"key\":\"pet_name\"", "\"key\":null")]
    public void A_member_of_the_wrong_type_is_refused(string good, string bad)
    {
        var json = Encoding.UTF8.GetString(InterpretationJson.Write(Interpretations.Of("Paciente: Toby")));
        Assert.Contains(good, json);

        Assert.Throws<JsonException>(() => InterpretationJson.Read(Encoding.UTF8.GetBytes(json.Replace(good, bad))));
    }
}
