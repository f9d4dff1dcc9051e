using System.Buffers;
using System.Text;

namespace RunFunctions.AzuriteTests.Privacy;

/// <summary>Somewhere that is looked at, and the kinds of canaries that may be there.</summary>
/// <param name="Name">What it is, for the failure's message.</param>
/// <param name="Text">What stands there.</param>
/// <param name="Allowed">Kinds that belong there; empty for most places.</param>
internal sealed record Place(string Name, string Text, params IReadOnlyList<CanaryKind> Allowed);

/// <summary>Finds canaries in a text: as they are, in any case, in base64 and in hexadecimal digits.</summary>
internal sealed class CanaryScanner
{
    // The ends of base64 text depend on what stands beside it.
    private const int Base64Group = 3;

    private readonly Dictionary<string, (string Canary, CanaryKind Kind)> _patterns = new(StringComparer.OrdinalIgnoreCase);
    private readonly SearchValues<string> _search;

    public CanaryScanner(IReadOnlyDictionary<string, CanaryKind> canaries)
    {
        foreach (var (canary, kind) in canaries)
        {
            foreach (var pattern in Spellings(canary))
            {
                _patterns.TryAdd(pattern, (canary, kind));
            }
        }

        _search = SearchValues.Create([.. _patterns.Keys], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Canaries that are where they do not belong.</summary>
    public IEnumerable<string> Leaks(IEnumerable<Place> places) =>
        from place in places
        from found in Find(place.Text)
        where !place.Allowed.Contains(found.Kind)
        select $"{found.Kind} {found.Canary} in {place.Name}";

    /// <summary>Every canary that a text holds, once.</summary>
    public IReadOnlySet<(string Canary, CanaryKind Kind)> Find(string text)
    {
        HashSet<(string, CanaryKind)> found = [];
        for (var rest = text.AsSpan(); rest.IndexOfAny(_search) is >= 0 and var at; rest = rest[(at + 1)..])
        {
            foreach (var (pattern, canary) in _patterns)
            {
                if (rest[at..].StartsWith(pattern, StringComparison.OrdinalIgnoreCase))
                {
                    found.Add(canary);
                }
            }
        }

        return found;
    }

    private static IEnumerable<string> Spellings(string canary)
    {
        yield return canary;
        yield return Convert.ToHexString(Encoding.UTF8.GetBytes(canary));
        for (var before = 0; before < Base64Group; before++)
        {
            var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(' ', before) + canary));
            yield return text[(before == 0 ? 0 : before + 1)..^4];
        }
    }
}
