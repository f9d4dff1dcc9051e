using System.Text.RegularExpressions;

namespace LocalRuntime.Tests.Api;

/// <summary>
/// The official surface, read from lists with one type (<c>T:</c>) or member (<c>M: P: F:</c>) a line. The lists differ in how they
/// qualify names and whether they annotate nulls; both are brought to one form: short names, and <c>?</c> only on value types.
/// </summary>
internal sealed partial class SurfaceListing
{
    private readonly HashSet<string> _members;
    private readonly Dictionary<string, (string Kind, string Bases)> _types;

    private SurfaceListing(IReadOnlyCollection<string> lines, IReadOnlySet<string> valueTypes)
    {
        _types = lines.Where(line => line.StartsWith("T:", StringComparison.Ordinal))
            .Select(line => TypeLine().Match(line))
            .DistinctBy(match => match.Groups["name"].Value) // two packages may each have a class of the same name
            .ToDictionary(match => match.Groups["name"].Value, match => (match.Groups["kind"].Value, ShortNames(match.Groups["bases"].Value)));
        _members = [.. lines.Where(line => line.StartsWith("M:", StringComparison.Ordinal) || line.StartsWith("P:", StringComparison.Ordinal) || line.StartsWith("F:", StringComparison.Ordinal))
            .Select(line => Normalize(line, valueTypes))];
        HasPropertyModifiers = _members.Any(line => line.StartsWith("P:", StringComparison.Ordinal) && (line.EndsWith("{virtual}", StringComparison.Ordinal) || line.EndsWith("{abstract}", StringComparison.Ordinal)));
    }

    /// <summary>Some lists say "virtual" and "abstract" for methods only.</summary>
    public bool HasPropertyModifiers { get; }

    /// <param name="lines">Lines of one or more lists.</param>
    /// <param name="valueTypes">Short names of value types: what a <c>?</c> behind a name means depends on it.</param>
    public static SurfaceListing Parse(IEnumerable<string> lines, IReadOnlySet<string> valueTypes) => new([.. lines], valueTypes);

    public bool Has(string member) => _members.Contains(member);

    public (string Kind, string Bases)? FindType(string name) => _types.TryGetValue(name, out var type) ? type : null;

    /// <summary>Lines of the same name, to show next to one that is missing.</summary>
    public IEnumerable<string> Similar(string member) => _members.Where(other => NameOf(other) == NameOf(member));

    /// <summary>The bases of a type, one by one; remarks behind them left out.</summary>
    public static IReadOnlySet<string> Split(string bases)
    {
        HashSet<string> found = [];
        var (start, depth) = (0, 0);
        var text = bases.Split(" (")[0];
        for (var index = 0; index < text.Length; index++)
        {
            depth += text[index] switch { '<' => 1, '>' => -1, _ => 0 };
            if (text[index] == ',' && depth == 0)
            {
                found.Add(text[start..index].Trim());
                start = index + 1;
            }
        }

        found.Add(text[start..].Trim());
        return found;
    }

    private static string NameOf(string line) => line.Split('(', '<', '{', '=')[0].TrimEnd();

    private static string Normalize(string line, IReadOnlySet<string> valueTypes)
    {
        var text = Attributes().Replace(line, "");
        var start = OwnNameEnd(text);
        var rest = ShortNames(text[start..]).Replace("= default", "= null", StringComparison.Ordinal);
        return text[..start] + Question().Replace(rest, match => valueTypes.Contains(match.Groups["type"].Value) ? match.Value : match.Groups["type"].Value);
    }

    // The member's own name keeps its namespace; what follows it is shortened.
    private static int OwnNameEnd(string line)
    {
        var end = line.AsSpan().IndexOfAny(' ', '(', '[');
        return end < 0 ? line.Length : end;
    }

    private static string ShortNames(string text) => Qualifier().Replace(text, "");

    [GeneratedRegex(@"^T:(?<name>.+?) \{(?<kind>[^}]+)\}(?: : (?<bases>.*))?$", RegexOptions.NonBacktracking)]
    private static partial Regex TypeLine();

    [GeneratedRegex(@" \[(?:Obsolete|EditorBrowsable).*$", RegexOptions.NonBacktracking)]
    private static partial Regex Attributes();

    [GeneratedRegex(@"(?:[A-Za-z_][A-Za-z0-9_]*\.)+", RegexOptions.NonBacktracking)]
    private static partial Regex Qualifier();

    [GeneratedRegex(@"(?<type>[A-Za-z_][A-Za-z0-9_]*|\]|>)\?", RegexOptions.NonBacktracking)]
    private static partial Regex Question();
}
