namespace Azure.Data.Tables;

/// <summary>What every row of a table has: two keys, and two values that the service sets.</summary>
public interface ITableEntity
{
    /// <summary>First half of the key: at most 1 KiB (512 UTF-16 characters), none of <c>/ \ # ?</c> and no control character.</summary>
    string PartitionKey { get; set; }

    /// <summary>Second half of the key, unique in its partition; same rules as <see cref="PartitionKey"/>.</summary>
    string RowKey { get; set; }

    /// <summary>Time of the last write (UTC), set by the service; ignored when sent.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>Version of the row as the service last told it; never sent as a property.</summary>
    ETag ETag { get; set; }
}
