using System.Globalization;
using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.Core.Documents.Domain.Editing;

/// <summary>What a new version is made of besides values.</summary>
/// <param name="Source"><see cref="FieldChangeEntry.ReviewerEdit"/> or <see cref="FieldChangeEntry.VersionRestore"/>.</param>
/// <param name="InterpretationId">Id of the new version.</param>
/// <param name="BaseVersionNumber">The version that is changed.</param>
/// <param name="At">When; stored as UTC.</param>
public sealed record NewVersion(string Source, string InterpretationId, int BaseVersionNumber, DateTimeOffset At)
{
    public int Number => BaseVersionNumber + 1;

    /// <summary>A lowercase UUID that belongs to this version, the same every time.</summary>
    /// <param name="what">What it identifies, for example <c>change|0</c>.</param>
    public string IdOf(string what) => ContentUuid.Of($"{InterpretationId}|{what}");
}

/// <summary>Writes the change log of a new version.</summary>
internal sealed class ChangeLog(InterpretationData data, NewVersion version)
{
    private readonly List<FieldChangeEntry> _entries = [];

    public IReadOnlyList<FieldChangeEntry> Entries => _entries;

    public void Added(string path, StructuredField field) => Add(FieldChangeType.Add, path, field, FieldValue.Nothing, field.Value);

    public void Updated(string path, StructuredField before, FieldValue after) => Add(FieldChangeType.Update, path, before, before.Value, after);

    public void Deleted(string path, StructuredField field) => Add(FieldChangeType.Delete, path, field, field.Value, FieldValue.Nothing);

    private void Add(FieldChangeType type, string path, StructuredField field, FieldValue before, FieldValue after) => _entries.Add(new FieldChangeEntry(
        FieldChangeEntry.Corrected,
        version.Source,
        data.DocumentId,
        data.ProcessingRunId,
        version.IdOf(string.Create(CultureInfo.InvariantCulture, $"change|{_entries.Count}")),
        version.InterpretationId,
        version.BaseVersionNumber,
        version.Number,
        field.FieldId,
        field.Key,
        path,
        field.ValueType,
        before,
        after,
        type,
        version.At.ToUniversalTime(),
        version.At.UtcDateTime,
        field.ContextKey,
        field.MappingId,
        field.PolicyVersion));
}
