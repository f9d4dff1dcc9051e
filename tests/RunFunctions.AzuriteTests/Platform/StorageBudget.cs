using System.Globalization;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Platform;

/// <summary>What docs/storage-budget.md promises.</summary>
internal static class StorageBudget
{
    /// <summary>Calls by function.</summary>
    public static IReadOnlyDictionary<string, int> Requests { get; } = Read("Requests", "Function");

    /// <summary>Calls by kind of run or of background work.</summary>
    public static IReadOnlyDictionary<string, int> Runs { get; } = Read("Runs", "Run");

    private static SortedDictionary<string, int> Read(string section, string keys)
    {
        var text = File.ReadAllText(Path.Combine(TestAzurite.RepositoryRoot, "docs", "storage-budget.md"));
        var table = MarkdownTable.In(text).Single(candidate => candidate.Section == section);
        return new SortedDictionary<string, int>(
            table.Column(keys).Zip(table.Column("Calls"), KeyValuePair.Create).ToDictionary(row => row.Key, row => int.Parse(row.Value, CultureInfo.InvariantCulture)),
            StringComparer.Ordinal);
    }
}
