using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Interpretation;

/// <summary>All fields of an interpretation, wherever they stand, and the record that they fill.</summary>
public static class InterpretationFields
{
    /// <summary>Of the document, then of each visit, its metadata first, then those outside the contract.</summary>
    public static IEnumerable<StructuredField> AllFields(this InterpretationData data)
        => InOrder(data.Fields, data.Visits).Concat(data.OtherFields);

    /// <summary>
    /// The global schema: repeated values in the order of the fields, of others the first that is not empty, keys
    /// outside the contract ignored (specs/documents.md §4.6).
    /// </summary>
    public static GlobalSchemaRecord Record(IReadOnlyList<StructuredField> fields, IReadOnlyList<VisitGroup> visits)
        => GlobalSchemaRecord.Normalise(InOrder(fields, visits).GroupBy(field => field.Key).ToDictionary(
            group => group.Key,
            group => SchemaValue.Of((IReadOnlyList<string>)[.. group.Select(field => field.Value.AsText()).OfType<string>()])));

    internal static IEnumerable<StructuredField> InOrder(IReadOnlyList<StructuredField> fields, IReadOnlyList<VisitGroup> visits)
        => fields.Concat(visits.SelectMany(visit => visit.Metadata.Concat(visit.Fields)));
}
