using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.Core.Documents.Domain.Editing;

/// <summary>What is counted from the values of an interpretation: the global schema and its summary (specs/documents.md §4.6).</summary>
internal static class ContractValues
{
    /// <summary>What the summary says of the run, such as why a date was taken, stays as the run wrote it.</summary>
    public static InterpretationData Recount(InterpretationData data)
    {
        var record = InterpretationFields.Record(data.Fields, data.Visits);
        IReadOnlyList<string> present = [.. record.PopulatedKeys];
        return data with { GlobalSchema = record, Summary = data.Summary with { PopulatedKeys = present.Count, KeysPresent = present } };
    }
}
