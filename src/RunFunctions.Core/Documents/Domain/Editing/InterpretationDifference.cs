using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.Core.Documents.Domain.Editing;

/// <summary>The change log that leads from one version to another, whatever came between them.</summary>
internal static class InterpretationDifference
{
    public static IReadOnlyList<FieldChangeEntry> Log(InterpretationData from, InterpretationData to, NewVersion version)
    {
        var log = new ChangeLog(from, version);
        var (before, after) = (FieldsOf(from), FieldsOf(to));
        foreach (var (path, field) in before.Where(entry => !after.ContainsKey(entry.Key)))
        {
            log.Deleted(path, field);
        }

        foreach (var (path, field) in after)
        {
            if (!before.TryGetValue(path, out var old))
            {
                log.Added(path, field);
            }
            else if (!IsSame(old, field))
            {
                log.Updated(path, old, field.Value);
            }
        }

        return log.Entries;
    }

    private static Dictionary<string, StructuredField> FieldsOf(InterpretationData data) =>
        data.Fields.Select(field => (Path: FieldPaths.Field(field.FieldId), field))
            .Concat(data.OtherFields.Select(field => (Path: FieldPaths.OtherField(field.FieldId), field)))
            .Concat(data.Visits.SelectMany(visit => visit.Metadata.Select(field => (Path: FieldPaths.VisitProperty(visit.VisitId, field.Key), field))))
            .Concat(data.Visits.SelectMany(visit => visit.Fields.Select(field => (Path: FieldPaths.VisitField(visit.VisitId, field.FieldId), field))))
            .ToDictionary(entry => entry.Path, entry => entry.field, StringComparer.Ordinal);

    // A value that a person confirmed by writing it anew is not the same as the machine's.
    private static bool IsSame(StructuredField one, StructuredField other) =>
        one.Value == other.Value && one.ValueType == other.ValueType && one.Origin == other.Origin;
}
