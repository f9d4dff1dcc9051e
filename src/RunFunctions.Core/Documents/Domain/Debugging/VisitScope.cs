using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Debugging;

/// <summary>A group of an interpretation and the part of the raw text that belongs to it.</summary>
/// <param name="Group">The group.</param>
/// <param name="IsAnchored">Whether the passage that dates the visit is in the text.</param>
/// <param name="Window">From the line of that passage to the line of the next visit's, or to the end; empty when not anchored.</param>
public sealed record VisitScope(VisitGroup Group, bool IsAnchored, string Window)
{
    public bool IsAssigned => Group.VisitId != VisitGroup.Unassigned;

    /// <summary>Every group in its order. Visits that begin in the same line have the same window.</summary>
    /// <param name="data">The interpretation.</param>
    /// <param name="text">Its raw text; null when that is gone.</param>
    public static IReadOnlyList<VisitScope> Of(InterpretationData data, string? text)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (text is null)
        {
            return [.. data.Visits.Select(group => new VisitScope(group, false, ""))];
        }

        List<int> starts = [.. data.Visits.Select(group => StartOf(group, text)).OfType<int>(), text.Length];
        return [.. data.Visits.Select(group => StartOf(group, text) is { } start
            ? new VisitScope(group, true, text[start..starts.Where(other => other > start).Min()])
            : new VisitScope(group, false, ""))];
    }

    // The beginning of the line; a visit that a person added has no passage.
    private static int? StartOf(VisitGroup group, string text) =>
        group.Metadata.FirstOrDefault(field => field.Key == FieldKeys.VisitDate)?.Evidence?.Offset is { } offset && offset >= 0 && offset < text.Length
            ? text.LastIndexOf('\n', Math.Max(0, offset - 1)) + 1 is var start && start <= offset ? start : offset
            : null;
}
