namespace RunFunctions.Core.Documents.Domain.Editing;

/// <summary>Paths of values in change logs: ids and keys, never positions, so that they mean the same in every version.</summary>
public static class FieldPaths
{
    public static string Field(string fieldId) => $"fields.{fieldId}.value";

    public static string OtherField(string fieldId) => $"other_fields.{fieldId}.value";

    public static string VisitField(string visitId, string fieldId) => $"visits.{visitId}.fields.{fieldId}.value";

    public static string VisitProperty(string visitId, string key) => $"visits.{visitId}.{key}";
}
