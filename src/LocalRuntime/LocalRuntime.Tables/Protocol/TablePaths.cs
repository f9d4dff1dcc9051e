namespace Azure.Data.Tables.Protocol;

/// <summary>Paths under an account's root. A quote in a key is doubled, then everything is percent-encoded.</summary>
internal static class TablePaths
{
    public const string Tables = "Tables";
    public const string Batch = "$batch";

    public static string Table(string table) => $"Tables('{Escape(table)}')";

    public static string Query(string table) => table + "()";

    public static string Entity(string table, string partitionKey, string rowKey) =>
        $"{table}(PartitionKey='{Escape(partitionKey)}',RowKey='{Escape(rowKey)}')";

    private static string Escape(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}
