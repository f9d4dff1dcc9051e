using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Editing;

/// <summary>What is counted from the values of an interpretation: the global schema and its summary (specs/documents.md §4.6).</summary>
internal static class ContractValues
{
    /// <summary>Repeatable keys take every value in order, the others the first that is not empty; keys outside the contract do not count.</summary>
    public static InterpretationData Recount(InterpretationData data)
    {
        var values = data.Fields.Concat(data.Visits.SelectMany(visit => visit.Fields)).Select(field => (field.Key, Text: field.Value.AsText()))
            .Concat(data.Visits.SelectMany(visit => VisitProperties.Keys.Select(key => (Key: key, Text: VisitProperties.Get(visit, key)))))
            .Where(value => value.Text is not null)
            .GroupBy(value => value.Key, value => value.Text!)
            .ToDictionary(group => group.Key, group => SchemaValue.Of((IReadOnlyList<string>)[.. group]));
        var record = GlobalSchemaRecord.Normalise(values);
        IReadOnlyList<string> present = [.. record.PopulatedKeys];
        return data with { GlobalSchema = record, Summary = data.Summary with { PopulatedKeys = present.Count, KeysPresent = present } };
    }
}
