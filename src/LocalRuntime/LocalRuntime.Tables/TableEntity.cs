namespace Azure.Data.Tables;

/// <summary>
/// A row without a class of its own: names and values. Values are <see cref="string"/>, <see cref="bool"/>, <see cref="int"/>,
/// <see cref="long"/>, <see cref="double"/>, <see cref="Guid"/>, <see cref="DateTimeOffset"/>, UTC <see cref="DateTime"/>,
/// <c>byte[]</c> or <see cref="BinaryData"/>. A date comes back as <see cref="DateTimeOffset"/>, bytes as <c>byte[]</c>.
/// </summary>
public sealed partial class TableEntity : ITableEntity
{
    internal const string ETagKey = "odata.etag";

    public TableEntity()
        : this(new Dictionary<string, object>())
    {
    }

    /// <summary>A row with its two keys and no properties yet.</summary>
    public TableEntity(string partitionKey, string rowKey)
        : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    /// <inheritdoc/>
    public string PartitionKey
    {
        get => GetString(nameof(PartitionKey))!;
        set => _properties[nameof(PartitionKey)] = value;
    }

    /// <inheritdoc/>
    public string RowKey
    {
        get => GetString(nameof(RowKey))!;
        set => _properties[nameof(RowKey)] = value;
    }

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(nameof(Timestamp));
        set => _properties[nameof(Timestamp)] = value!;
    }

    /// <inheritdoc/>
    public ETag ETag
    {
        get => new(GetString(ETagKey)!);
        set => _properties[ETagKey] = value.ToString();
    }

    /// <returns>The value, or null when there is none.</returns>
    /// <exception cref="InvalidOperationException">The property has another type; the same holds for every typed getter.</exception>
    public string? GetString(string key) => Find<string>(key);

    public byte[]? GetBinary(string key) => Find(key) switch
    {
        BinaryData data => data.ToArray(),
        var value => As<byte[]>(value),
    };

    public BinaryData? GetBinaryData(string key) => Find(key) switch
    {
        byte[] bytes => BinaryData.FromBytes(bytes),
        var value => As<BinaryData>(value),
    };

    public bool? GetBoolean(string key) => Find<bool?>(key);

    /// <returns>The value in UTC.</returns>
    public DateTime? GetDateTime(string key) => Find(key) switch
    {
        DateTimeOffset offset => offset.UtcDateTime,
        var value => As<DateTime?>(value),
    };

    public DateTimeOffset? GetDateTimeOffset(string key) => Find(key) switch
    {
        DateTime date => new DateTimeOffset(date),
        var value => As<DateTimeOffset?>(value),
    };

    public double? GetDouble(string key) => Find<double?>(key);

    public Guid? GetGuid(string key) => Find<Guid?>(key);

    public int? GetInt32(string key) => Find<int?>(key);

    public long? GetInt64(string key) => Find<long?>(key);

    private static T? As<T>(object? value) => value switch
    {
        null => default,
        T typed => typed,
        _ => throw new InvalidOperationException($"Cannot return {typeof(T)} type for a {value.GetType()} typed property."),
    };

    private T? Find<T>(string key) => As<T>(Find(key));

    private object? Find(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return _properties.GetValueOrDefault(key);
    }
}
