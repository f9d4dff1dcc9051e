using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Mining;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.UnitTests.Documents.Interpretation;

public sealed class InterpretationValidatorTests
{
    private static readonly InterpretationData Valid =
        Interpretations.Of("Paciente: Toby\nDiagnostico: otitis\nFecha: 03/02/2025");

    [Fact]
    public void Produced_data_are_valid()
        => Assert.Empty(InterpretationValidator.Validate(Valid));

    [Fact]
    public void A_missing_key_is_an_error()
        => AssertError(InterpretationErrorCode.MissingKey, "notes", WithSchema(entries => entries.Where(entry => entry.Key != "notes")));

    [Fact]
    public void A_key_outside_the_contract_is_an_error()
        => AssertError(
            InterpretationErrorCode.UnexpectedKey, "nhc",
            WithSchema(entries => entries.Append(KeyValuePair.Create("nhc", SchemaValue.Nothing))));

    [Fact]
    public void Keys_out_of_order_are_an_error()
        => AssertError(InterpretationErrorCode.UnexpectedKey, "language", WithSchema(entries => entries.Reverse()));

    [Fact]
    public void A_key_given_twice_is_an_error()
        => AssertError(
            InterpretationErrorCode.UnexpectedKey, "language", WithSchema(entries => entries.Append(entries.Last())));

    [Fact]
    public void A_repeatable_key_without_a_list_is_an_error()
        => AssertError(InterpretationErrorCode.RepeatableNotAList, "diagnosis", WithValue("diagnosis", SchemaValue.Of("otitis")));

    [Fact]
    public void A_scalar_key_with_a_list_is_an_error()
        => AssertError(InterpretationErrorCode.ScalarIsAList, "pet_name", WithValue("pet_name", SchemaValue.Of(["Toby"])));

    [Theory]
    [InlineData("03/02/2025")]
    [InlineData("2025-02-30")]
    public void A_date_that_is_not_ISO_is_an_error(string date)
        => AssertError(InterpretationErrorCode.DateNotIso, "document_date", WithValue("document_date", SchemaValue.Of(date)));

    [Fact]
    public void Two_fields_with_one_id_are_an_error()
        => AssertError(
            InterpretationErrorCode.DuplicateFieldId, Valid.Fields[0].FieldId,
            Valid with { OtherFields = [Valid.Fields[0]] });

    public static TheoryData<InterpretationErrorCode, Func<StructuredField, StructuredField>> BrokenFields() => new()
    {
        { InterpretationErrorCode.KeyNotSnakeCase, field => field with { Key = "Coat Color", IsCritical = false } },
        { InterpretationErrorCode.CriticalityNotOfContract, field => field with { IsCritical = !field.IsCritical } },
        { InterpretationErrorCode.ConfidenceOutOfRange, field => field with { FieldCandidateConfidence = 1.01m } },
        { InterpretationErrorCode.ConfidenceOutOfRange, field => field with { FieldMappingConfidence = -0.01m } },
        { InterpretationErrorCode.ConfidenceOutOfRange, field => field with { TextExtractionReliability = 2m } },
        { InterpretationErrorCode.EvidenceMissing, field => field with { Evidence = null } },
        { InterpretationErrorCode.EvidenceMissing, field => field with { Evidence = new Evidence(1, 0, "") } },
    };

    [Theory]
    [MemberData(nameof(BrokenFields))]
    public void A_broken_field_is_an_error(InterpretationErrorCode code, Func<StructuredField, StructuredField> breakIt)
        => AssertError(
            code, Valid.Fields[0].FieldId, Valid with { Fields = [breakIt(Valid.Fields[0]), .. Valid.Fields.Skip(1)] });

    [Fact]
    public void Fields_of_visits_are_checked_too()
        => AssertError(
            InterpretationErrorCode.EvidenceMissing, Valid.Visits[0].Fields[0].FieldId,
            Valid with { Visits = [Valid.Visits[0] with { Fields = [Valid.Visits[0].Fields[0] with { Evidence = null }] }] });

    [Fact]
    public void Derived_values_need_evidence_too()
        => AssertError(
            InterpretationErrorCode.EvidenceMissing, Valid.Fields[0].FieldId,
            Valid with { Fields = [Valid.Fields[0] with { Origin = FieldOrigin.Derived, Evidence = null }] });

    private static InterpretationData WithValue(string key, SchemaValue value)
        => WithSchema(entries => entries.Select(entry => entry.Key == key ? KeyValuePair.Create(key, value) : entry));

    private static InterpretationData WithSchema(
        Func<IEnumerable<KeyValuePair<string, SchemaValue>>, IEnumerable<KeyValuePair<string, SchemaValue>>> change)
        => Valid with { GlobalSchema = new GlobalSchemaRecord([.. change(Valid.GlobalSchema.Values)]) };

    private static void AssertError(InterpretationErrorCode code, string subject, InterpretationData data)
        => Assert.Equal([new InterpretationError(code, subject)], InterpretationValidator.Validate(data));
}
