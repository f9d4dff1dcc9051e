using System.Globalization;

namespace RunFunctions.TestSupport;

/// <summary>docs/storage-budget.md as numbers: how many storage calls a request or a run may make.</summary>
public static class StorageBudget
{
    private static readonly IReadOnlyList<MarkdownTable> Tables =
        MarkdownTable.In(File.ReadAllText(Path.Combine(TestAzurite.RepositoryRoot, "docs", "storage-budget.md")));

    /// <summary>Allowed calls by function name.</summary>
    public static IReadOnlyDictionary<string, int> Requests { get; } = Read("Requests", "Function");

    /// <summary>Allowed calls by the words of the document.</summary>
    public static IReadOnlyDictionary<string, int> Runs { get; } = Read("Runs", "Run");

    private static Dictionary<string, int> Read(string section, string key)
    {
        var table = Tables.Single(table => table.Section == section);
        return table.Column(key).Zip(table.Column("Calls")).ToDictionary(row => row.First, row => int.Parse(row.Second, CultureInfo.InvariantCulture));
    }
}
