using System.Diagnostics.CodeAnalysis;

namespace RunFunctions.UnitTests.Documents.Corpus;

/// <summary>Where a value belongs.</summary>
/// <param name="Key">Of the schema.</param>
/// <param name="Visit">ISO date of the visit, <see cref="Unassigned"/>, or null for the whole document.</param>
internal readonly record struct Slot(string Key, string? Visit)
{
    /// <summary>The visit of values that no date of a visit can be tied to.</summary>
    public const string Unassigned = "unassigned";
}

/// <summary>What a careful reviewer enters for a text; everything else that is judged is absent.</summary>
internal sealed class Truth
{
    private readonly Dictionary<Slot, List<string>> _values = [];
    private readonly HashSet<string> _openKeys = [];
    private readonly HashSet<Slot> _openSlots = [];

    /// <summary>Keys that this text is about; null when it is about all of them.</summary>
    public IReadOnlySet<string>? Keys { get; init; }

    public IEnumerable<Slot> Slots => _values.Keys;

    public IEnumerable<string> Of(string key) => _values.Where(entry => entry.Key.Key == key).SelectMany(entry => entry.Value);

    public IReadOnlyList<string> this[Slot slot] => _values.GetValueOrDefault(slot) ?? [];

    public void Add(Slot slot, string value)
    {
        if (!_values.TryGetValue(slot, out var values))
        {
            _values.Add(slot, values = []);
        }

        values.Add(value);
    }

    public void Set(Slot slot, string value) => _values[slot] = [value];

    /// <summary>Two careful reviewers may differ on this key here, so nobody is judged by it.</summary>
    public void LeaveOpen(string key) => _openKeys.Add(key);

    /// <summary>As <see cref="LeaveOpen(string)"/>, for one visit.</summary>
    public void LeaveOpen(Slot slot) => _openSlots.Add(slot);

    public bool Judges(Slot slot) => Keys?.Contains(slot.Key) != false && !_openKeys.Contains(slot.Key) && !_openSlots.Contains(slot);

    public bool TryFirst(string key, [NotNullWhen(true)] out string? value) => (value = Of(key).FirstOrDefault()) is not null;
}
