using System.Globalization;

namespace RunFunctions.TestSupport;

/// <summary>docs/storage-budget.md as numbers: how many storage calls a request or a run may make.</summary>
public static class StorageBudget
{
    private static readonly IReadOnlyList<MarkdownTable> Tables =
        MarkdownTable.In(File.ReadAllText(Path.Combine(TestAzurite.RepositoryRoot, "docs", "storage-budget.md")));

    /// <summary>Allowed calls by function name.</summary>
    public static IReadOnlyDictionary<string, RequestCalls> Requests { get; } = ReadRequests();

    /// <summary>Allowed calls by the words of the document.</summary>
    public static IReadOnlyDictionary<string, int> Runs { get; } = Read("Runs", "Run", "Calls");

    private static Dictionary<string, RequestCalls> ReadRequests()
    {
        var identity = Read("Requests", "Function", "Identity");
        var audit = Read("Requests", "Function", "Audit");
        return Read("Requests", "Function", "Calls").ToDictionary(row => row.Key, row => new RequestCalls(row.Value, identity[row.Key], audit[row.Key]));
    }

    private static Dictionary<string, int> Read(string section, string key, string value)
    {
        var table = Tables.Single(table => table.Section == section);
        return table.Column(key).Zip(table.Column(value)).ToDictionary(row => row.First, row => int.Parse(row.Second, CultureInfo.InvariantCulture));
    }
}

/// <summary>Storage calls of one request.</summary>
/// <param name="Calls">The function's own.</param>
/// <param name="Identity">To find out who calls, when that is not remembered.</param>
/// <param name="Audit">To record it before the answer.</param>
public sealed record RequestCalls(int Calls, int Identity, int Audit);
