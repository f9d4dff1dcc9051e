using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Editing;

/// <summary>One entry of a change log (specs/documents.md §4.6): what a version changed, in order.</summary>
/// <param name="EventType">Always <see cref="Corrected"/>.</param>
/// <param name="Source"><see cref="ReviewerEdit"/> or <see cref="VersionRestore"/>.</param>
/// <param name="DocumentId">The document.</param>
/// <param name="RunId">The run whose interpretation it is.</param>
/// <param name="ChangeId">A UUID; the same change of the same version always has the same.</param>
/// <param name="InterpretationId">The new version.</param>
/// <param name="BaseVersionNumber">The version that was changed.</param>
/// <param name="NewVersionNumber">The new version.</param>
/// <param name="FieldId">The field.</param>
/// <param name="FieldKey">Its key.</param>
/// <param name="FieldPath">Where the value is, see <see cref="FieldPaths"/>; ids and keys, never positions.</param>
/// <param name="ValueType">Type of the value; of an update or a deletion the one before.</param>
/// <param name="OldValue">Null for an addition.</param>
/// <param name="NewValue">Null for a deletion.</param>
/// <param name="ChangeType">What was done.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="OccurredAt">The same time, written with <c>Z</c>.</param>
/// <param name="ContextKey">The kind of document that reviews are learned for.</param>
/// <param name="MappingId">The rule that had found the value; null for values of people.</param>
/// <param name="PolicyVersion">The confidence policy under which the value was shown.</param>
public sealed record FieldChangeEntry(
    string EventType,
    string Source,
    string DocumentId,
    string RunId,
    string ChangeId,
    string InterpretationId,
    int BaseVersionNumber,
    int NewVersionNumber,
    string FieldId,
    string FieldKey,
    string FieldPath,
    SchemaValueType ValueType,
    FieldValue OldValue,
    FieldValue NewValue,
    FieldChangeType ChangeType,
    DateTimeOffset CreatedAt,
    DateTime OccurredAt,
    string ContextKey,
    string? MappingId,
    string PolicyVersion)
{
    public const string Corrected = "field_corrected";

    public const string ReviewerEdit = "reviewer_edit";

    public const string VersionRestore = "version_restore";
}
