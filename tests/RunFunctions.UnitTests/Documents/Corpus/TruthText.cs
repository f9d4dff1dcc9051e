namespace RunFunctions.UnitTests.Documents.Corpus;

/// <summary>
/// A truth in lines: <c>key: value</c>, for a visit <c>key@2024-04-03: value</c>, and <c>*</c> as the value of what is left
/// open. Keys of visits without a date are those of no visit.
/// </summary>
internal static class TruthText
{
    public static void Read(Truth truth, string lines)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            Add(truth, line[..colon], line[(colon + 1)..].Trim());
        }
    }

    private static void Add(Truth truth, string place, string value)
    {
        var parts = place.Split('@');
        if (value == "*" && parts.Length == 1)
        {
            truth.LeaveOpen(parts[0]);
            return;
        }

        var slot = new Slot(parts[0], parts.Length == 2 ? parts[1] : RecordKeys.Visit.Contains(parts[0]) ? Slot.Unassigned : null);
        if (value == "*")
        {
            truth.LeaveOpen(slot);
        }
        else
        {
            truth.Add(slot, value);
        }
    }
}
