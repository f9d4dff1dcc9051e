using System.Globalization;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Interpretation;

/// <summary>Checks produced data against the contract before they are stored (specs/documents.md §4.1, §4.3).</summary>
public static class InterpretationValidator
{
    /// <returns>All breaches in a fixed order; empty for valid data.</returns>
    public static IReadOnlyList<InterpretationError> Validate(InterpretationData data)
    {
        StructuredField[] fields = [.. data.AllFields()];
        return
        [
            .. SchemaErrors(data.GlobalSchema),
            .. fields.GroupBy(field => field.FieldId).Where(group => group.Count() > 1)
                .Select(group => Error(InterpretationErrorCode.DuplicateFieldId, group.Key)),
            .. fields.SelectMany(FieldErrors),
            .. data.Fields.Concat(data.OtherFields).Where(field => VisitKeys.Contains(field.Key))
                .Select(field => Error(InterpretationErrorCode.VisitKeyAtTopLevel, field.FieldId)),
            .. VisitValidator.Validate(data.Visits),
        ];
    }

    private static IEnumerable<InterpretationError> SchemaErrors(GlobalSchemaRecord record)
    {
        var expected = GlobalSchema.Fields.Select(field => field.Key).ToList();
        var actual = record.Values.Select(entry => entry.Key).ToList();
        var missing = expected.Except(actual).ToList();
        var unexpected = actual.Except(expected).ToList();
        if (missing.Count + unexpected.Count == 0 && !actual.SequenceEqual(expected))
        {
            unexpected.Add(actual.Zip(expected).FirstOrDefault(pair => pair.First != pair.Second).First ?? actual[^1]);
        }

        return
        [
            .. missing.Select(key => Error(InterpretationErrorCode.MissingKey, key)),
            .. unexpected.Select(key => Error(InterpretationErrorCode.UnexpectedKey, key)),
            .. GlobalSchema.Fields.Where(field => !missing.Contains(field.Key))
                .SelectMany(field => ValueErrors(field, record[field.Key])),
        ];
    }

    private static IEnumerable<InterpretationError> ValueErrors(SchemaField field, SchemaValue value)
    {
        if (field.IsRepeatable != value.IsList)
        {
            var code = field.IsRepeatable ? InterpretationErrorCode.RepeatableNotAList : InterpretationErrorCode.ScalarIsAList;
            yield return Error(code, field.Key);
        }

        if (field.ValueType == SchemaValueType.Date && value.Text is { } date && !IsIsoDate(date))
        {
            yield return Error(InterpretationErrorCode.DateNotIso, field.Key);
        }
    }

    private static IEnumerable<InterpretationError> FieldErrors(StructuredField field)
    {
        if (!FieldKeys.IsKey(field.Key))
        {
            yield return Error(InterpretationErrorCode.KeyNotSnakeCase, field.FieldId);
        }

        if (field.IsCritical != GlobalSchema.IsCritical(field.Key))
        {
            yield return Error(InterpretationErrorCode.CriticalityNotOfContract, field.FieldId);
        }

        if (!IsShare(field.FieldCandidateConfidence) || !IsShare(field.FieldMappingConfidence)
            || (field.TextExtractionReliability is { } reliability && !IsShare(reliability)))
        {
            yield return Error(InterpretationErrorCode.ConfidenceOutOfRange, field.FieldId);
        }

        if (field is { Origin: not FieldOrigin.Human, Evidence: null or { Snippet.Length: 0 } })
        {
            yield return Error(InterpretationErrorCode.EvidenceMissing, field.FieldId);
        }
    }

    private static bool IsShare(decimal value) => value is >= 0m and <= 1m;

    internal static bool IsIsoDate(string text)
        => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static InterpretationError Error(InterpretationErrorCode code, string subject) => new(code, subject);
}
