using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Domain.Editing;

/// <summary>What changes make of an interpretation.</summary>
/// <param name="Data">The new interpretation.</param>
/// <param name="Log">What was changed, in order; empty when nothing was: then there is no new version.</param>
public sealed record InterpretationEdit(InterpretationData Data, IReadOnlyList<FieldChangeEntry> Log)
{
    /// <summary>Applies changes in order; a later one sees what earlier ones left. The first one that is wrong refuses them all.</summary>
    /// <param name="data">The active version.</param>
    /// <param name="changes">At least one.</param>
    /// <param name="version">The version to make.</param>
    public static Result<InterpretationEdit> Apply(InterpretationData data, IReadOnlyList<FieldChange> changes, NewVersion version)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(version);
        var log = new ChangeLog(data, version);
        var draft = new InterpretationDraft(data);
        var editor = new FieldEditor(data, draft, log, version);
        for (var i = 0; i < changes.Count; i++)
        {
            if (editor.Apply(changes[i], i) is { } refusal)
            {
                return refusal;
            }
        }

        return IsSame(data, draft) ? new InterpretationEdit(data, []) : new InterpretationEdit(draft.Build(version.At), log.Entries);
    }

    /// <summary>Makes an interpretation say again what an earlier version said.</summary>
    /// <param name="data">The active version.</param>
    /// <param name="earlier">The version to restore.</param>
    /// <param name="version">The version to make.</param>
    public static InterpretationEdit Restore(InterpretationData data, InterpretationData earlier, NewVersion version)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(version);
        var log = InterpretationDifference.Log(data, earlier, version);
        return log.Count == 0 ? new InterpretationEdit(data, log) : new InterpretationEdit(earlier with { CreatedAt = version.At.ToUniversalTime() }, log);
    }

    // An addition that is deleted again, for example. Records with lists have no equality of their own; equal data give equal bytes.
    private static bool IsSame(InterpretationData data, InterpretationDraft draft) =>
        InterpretationJson.Write(data).AsSpan().SequenceEqual(
            InterpretationJson.Write(draft.Build(data.CreatedAt) with { GlobalSchema = data.GlobalSchema, Summary = data.Summary }));
}
