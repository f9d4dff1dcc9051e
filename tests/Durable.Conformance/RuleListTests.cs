using System.Reflection;
using System.Text.RegularExpressions;
using RunFunctions.TestSupport;

namespace Durable.Conformance;

/// <summary>docs/durable-conformance.md lists the rules: a heading a class, a line a test.</summary>
public sealed partial class RuleListTests
{
    private const string Suffix = "Rules";

    [Fact]
    public void The_document_lists_every_rule_and_no_other() => Assert.Equal(Tests().Order(StringComparer.Ordinal), Documented().Order(StringComparer.Ordinal));

    private static IEnumerable<string> Tests() =>
        from type in typeof(RuleListTests).Assembly.GetTypes()
        where type.Name.EndsWith(Suffix, StringComparison.Ordinal)
        from test in type.GetMethods()
        where test.GetCustomAttribute<FactAttribute>() is not null
        select $"{Words().Replace(type.Name[..^Suffix.Length], " $0").ToUpperInvariant()}: {test.Name.Replace('_', ' ')}";

    private static IEnumerable<string> Documented()
    {
        var heading = "";
        foreach (var line in File.ReadLines(Path.Combine(TestAzurite.RepositoryRoot, "docs", "durable-conformance.md")))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                heading = line[3..].ToUpperInvariant();
            }
            else if (heading.Length > 0 && line.StartsWith("- ", StringComparison.Ordinal))
            {
                yield return $"{heading}: {line[2..]}";
            }
        }
    }

    [GeneratedRegex("(?<=.)[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
