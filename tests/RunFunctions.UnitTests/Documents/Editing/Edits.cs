using RunFunctions.Core.Documents.Domain.Editing;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Schema;
using RunFunctions.Core.Results;
using RunFunctions.UnitTests.Documents.Interpretation;

namespace RunFunctions.UnitTests.Documents.Editing;

/// <summary>An invented record with fields in each place, and what reviewers do to it.</summary>
internal static class Edits
{
    public static readonly DateTimeOffset Later = Interpretations.Context.CreatedAt.AddHours(1);

    /// <summary>Fields of the document and of one visit, one of the reviewer's own, and a group for what belongs to no visit.</summary>
    public static InterpretationData Sample { get; } = Build();

    public static StructuredField PetName => Sample.Fields.Single(entry => entry.Key == FieldKeys.PetName);

    public static StructuredField Coat => Sample.OtherFields.Single();

    public static StructuredField Diagnosis => Sample.Visits[0].Fields.Single();

    public static NewVersion Version(int baseNumber = 1) => new(FieldChangeEntry.ReviewerEdit, $"00000000-0000-4000-8000-{baseNumber:D12}", baseNumber, Later);

    public static Result<InterpretationEdit> Apply(params FieldChange[] changes) => InterpretationEdit.Apply(Sample, changes, Version());

    /// <summary>Changes that must be accepted.</summary>
    public static InterpretationEdit Applied(params FieldChange[] changes)
    {
        Assert.True(Apply(changes).TryGet(out var edit, out var refusal), refusal?.Message);
        return edit!;
    }

    /// <summary>The one input at fault, as <c>path rule</c>.</summary>
    public static string Refused(params FieldChange[] changes)
    {
        var error = Assert.Single(Apply(changes).Refusal!.Errors!);
        return $"{error.Path} {error.Rule}";
    }

    public static FieldChange Add(string key, string value, string? visit = null, SchemaValueType? type = null) =>
        new(FieldChangeType.Add, Key: key, Value: FieldValue.Of(value), ValueType: type, VisitId: visit);

    public static FieldChange Update(StructuredField field, string? value, SchemaValueType? type = null) => new(
        FieldChangeType.Update, field.FieldId, Value: value is null ? FieldValue.Nothing : FieldValue.Of(value), ValueType: type ?? field.ValueType);

    public static FieldChange Delete(StructuredField field) => new(FieldChangeType.Delete, field.FieldId);

    public static FieldChange SetProperty(string visit, string key, string? value, SchemaValueType type) => new(
        FieldChangeType.Update, Key: key, Value: value is null ? FieldValue.Nothing : FieldValue.Of(value), ValueType: type, VisitId: visit);

    private static InterpretationData Build()
    {
        var data = Interpretations.OfGolden("Paciente: Toby / Especie: Perro / Raza: Podenco / Sexo: Macho / Peso: 18,4 kg / Propietario: Elena Marin Soto");
        var sample = data.Fields[0];
        var diagnosis = sample with { FieldId = "b1d5a3a0-0000-4000-8000-000000000001", Key = "diagnosis", Value = FieldValue.Of("esguince leve"), Scope = FieldScope.Visit };
        var symptoms = diagnosis with { FieldId = "b1d5a3a0-0000-4000-8000-000000000002", Key = "symptoms", Value = FieldValue.Of("cojera") };
        var coat = sample with { FieldId = "b1d5a3a0-0000-4000-8000-000000000003", Key = "coat_color", Value = FieldValue.Of("gris"), IsCritical = false };
        return data with
        {
            Visits =
            [
                VisitGroup.Of("visit-001", [Property(4, FieldKeys.VisitDate, "2025-02-03", SchemaValueType.Date), Property(5, FieldKeys.ReasonForVisit, "cojera", SchemaValueType.Text)], [diagnosis with { IsCritical = true }]),
                VisitGroup.Of(VisitGroup.Unassigned, [], [symptoms with { IsCritical = false }]),
            ],
            OtherFields = [coat],
        };

        StructuredField Property(int id, string key, string value, SchemaValueType type) => diagnosis with
        {
            FieldId = $"b1d5a3a0-0000-4000-8000-{id:D12}",
            Key = key,
            Value = FieldValue.Of(value),
            ValueType = type,
            IsCritical = GlobalSchema.IsCritical(key),
        };
    }
}
