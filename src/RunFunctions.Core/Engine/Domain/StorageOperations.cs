namespace RunFunctions.Core.Engine.Domain;

/// <summary>Classes of storage operations, as storage services bill them, and sums of how many there were.</summary>
public static class StorageOperations
{
    /// <summary>A row read by its key.</summary>
    public const string TableRead = "TABLE_READ";

    /// <summary>A page of rows.</summary>
    public const string TableQuery = "TABLE_QUERY";

    /// <summary>A row inserted or changed.</summary>
    public const string TableWrite = "TABLE_WRITE";

    public const string TableDelete = "TABLE_DELETE";

    /// <summary>Rows of one partition written together.</summary>
    public const string TableTransaction = "TABLE_TRANSACTION";

    public const string BlobRead = "BLOB_READ";

    /// <summary>A blob or a block of one.</summary>
    public const string BlobWrite = "BLOB_WRITE";

    public const string BlobDelete = "BLOB_DELETE";

    /// <summary>Properties of a blob.</summary>
    public const string BlobOther = "BLOB_OTHER";

    public static IReadOnlyDictionary<string, int> None { get; } = new Dictionary<string, int>();

    /// <summary>Every class.</summary>
    public static IReadOnlyList<string> All { get; } =
        [BlobDelete, BlobOther, BlobRead, BlobWrite, TableDelete, TableQuery, TableRead, TableTransaction, TableWrite];

    /// <summary>Both together, by class.</summary>
    public static IReadOnlyDictionary<string, int> Sum(IReadOnlyDictionary<string, int> one, IReadOnlyDictionary<string, int> other) =>
        one.Concat(other).GroupBy(count => count.Key, count => count.Value).ToDictionary(counts => counts.Key, counts => counts.Sum());
}
