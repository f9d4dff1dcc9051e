using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Editing;

/// <summary>A visit while it is changed; its properties are fields of their own, one for each key at most.</summary>
internal sealed class VisitDraft(string id, IEnumerable<StructuredField> metadata, IEnumerable<StructuredField> fields)
{
    public string Id { get; } = id;

    public List<StructuredField> Metadata { get; } = [.. metadata];

    public List<StructuredField> Fields { get; } = [.. fields];

    public string? Date => Metadata.Find(property => property.Key == FieldKeys.VisitDate)?.Value.AsText();

    /// <summary>Whether nothing is left of it.</summary>
    public bool IsEmpty => Fields.Count == 0 && Metadata.TrueForAll(property => property.Value == FieldValue.Nothing);

    public bool IsUnassigned => Id == VisitGroup.Unassigned;

    public VisitGroup Build() => VisitGroup.Of(Id, [.. Metadata], [.. Fields]);
}
