using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Serialization;

/// <summary>
/// Writes one row as JSON with type annotations. Nulls are left out, as the service does. Counts the row's size by the service's
/// formula and refuses what the service would refuse.
/// </summary>
internal sealed class EntityJsonWriter : IDisposable
{
    // The service's formula: 4 bytes per row, 8 per property, 2 per character, 4 in front of a string or binary value.
    private const int RowOverhead = 4;
    private const int PropertyOverhead = 8;
    private const int LengthPrefix = 4;
    private const int GuidBytes = 16;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _buffer = new(512);
    private readonly Utf8JsonWriter _json;
    private int _customProperties;
    private long _size = RowOverhead;

    private EntityJsonWriter() => _json = new Utf8JsonWriter(_buffer, Options);

    /// <exception cref="RequestFailedException">The row breaks a limit of the service.</exception>
    /// <exception cref="NotSupportedException">A value has a type that a table cannot hold, or a date is not UTC.</exception>
    public static ReadOnlyMemory<byte> Serialize(ITableEntity entity)
    {
        using var writer = new EntityJsonWriter();
        writer._json.WriteStartObject();
        writer.WriteKey(nameof(ITableEntity.PartitionKey), entity.PartitionKey);
        writer.WriteKey(nameof(ITableEntity.RowKey), entity.RowKey);
        if (entity is IDictionary<string, object> dictionary)
        {
            writer.WriteDictionary(dictionary);
        }
        else
        {
            EntityShape.Of(entity.GetType()).Write(entity, writer);
        }

        writer._json.WriteEndObject();
        writer._json.Flush();
        ServiceLimits.CheckPropertyCount(writer._customProperties);
        ServiceLimits.CheckEntitySize(writer._size);
        return writer._buffer.WrittenMemory;
    }

    public void Write(string name, string? value)
    {
        if (value is not null)
        {
            var bytes = value.Length * sizeof(char);
            ServiceLimits.CheckPropertySize(name, bytes);
            Begin(name, bytes + LengthPrefix);
            _json.WriteString(name, value);
        }
    }

    public void Write(string name, bool? value)
    {
        if (value is { } flag)
        {
            Begin(name, sizeof(bool));
            _json.WriteBoolean(name, flag);
        }
    }

    public void Write(string name, int? value)
    {
        if (value is { } number)
        {
            Begin(name, sizeof(int));
            _json.WriteNumber(name, number);
        }
    }

    public void Write(string name, long? value)
    {
        if (value is { } number)
        {
            Begin(name, sizeof(long), EdmTypes.Int64);
            _json.WriteString(name, number.ToString(CultureInfo.InvariantCulture));
        }
    }

    public void Write(string name, ulong? value)
    {
        if (value > long.MaxValue)
        {
            throw ServiceLimits.Refusal(TableErrorCode.InvalidInput, $"'{name}' is larger than an Edm.Int64 can be.");
        }

        Write(name, (long?)value);
    }

    public void Write(string name, double? value)
    {
        if (value is { } number)
        {
            Begin(name, sizeof(double), EdmTypes.Double);
            if (double.IsFinite(number))
            {
                _json.WriteNumber(name, number);
            }
            else
            {
                _json.WriteString(name, number.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    public void Write(string name, Guid? value)
    {
        if (value is { } id)
        {
            Begin(name, GuidBytes, EdmTypes.Guid);
            _json.WriteString(name, id);
        }
    }

    public void Write(string name, DateTimeOffset? value)
    {
        if (value is { } date)
        {
            Write(name, (DateTime?)date.UtcDateTime);
        }
    }

    public void Write(string name, DateTime? value)
    {
        if (value is { } date)
        {
            if (date.Kind != DateTimeKind.Utc)
            {
                throw new NotSupportedException($"The DateTime '{name}' has a Kind of {date.Kind}; a table holds UTC. Use DateTime.SpecifyKind or DateTimeOffset.");
            }

            ServiceLimits.CheckDate(name, date);
            Begin(name, sizeof(long), EdmTypes.DateTime);
            _json.WriteString(name, date.ToString(EdmTypes.DateTimeFormat, CultureInfo.InvariantCulture));
        }
    }

    public void Write(string name, byte[]? value)
    {
        if (value is not null)
        {
            WriteBinary(name, value);
        }
    }

    public void Write(string name, BinaryData? value)
    {
        if (value is not null)
        {
            WriteBinary(name, value.ToMemory().Span);
        }
    }

    public void Write(string name, Enum? value) => Write(name, value?.ToString());

    public void Dispose() => _json.Dispose();

    private void WriteBinary(string name, ReadOnlySpan<byte> value)
    {
        ServiceLimits.CheckPropertySize(name, value.Length);
        Begin(name, value.Length + LengthPrefix, EdmTypes.Binary);
        _json.WriteBase64String(name, value);
    }

    private void WriteKey(string name, string key)
    {
        ServiceLimits.CheckKey(name, key);
        _size += key.Length * sizeof(char);
        _json.WriteString(name, key);
    }

    private void WriteDictionary(IDictionary<string, object> properties)
    {
        foreach (var (name, value) in properties)
        {
            if (name is not (nameof(ITableEntity.PartitionKey) or nameof(ITableEntity.RowKey) or nameof(ITableEntity.Timestamp) or TableEntity.ETagKey))
            {
                WriteValue(name, value);
            }
        }
    }

    private void WriteValue(string name, object? value)
    {
        switch (value)
        {
            case null: break;
            case string text: Write(name, text); break;
            case bool flag: Write(name, (bool?)flag); break;
            case int number: Write(name, (int?)number); break;
            case long number: Write(name, (long?)number); break;
            case ulong number: Write(name, (ulong?)number); break;
            case double number: Write(name, (double?)number); break;
            case Guid id: Write(name, (Guid?)id); break;
            case DateTimeOffset date: Write(name, (DateTimeOffset?)date); break;
            case DateTime date: Write(name, (DateTime?)date); break;
            case byte[] bytes: Write(name, bytes); break;
            case BinaryData data: Write(name, data); break;
            case Enum: throw new NotSupportedException("Enum values are only supported for custom model types implementing ITableEntity.");
            default: throw new NotSupportedException($"The property '{name}' has the type {value.GetType()}, which a table cannot hold.");
        }
    }

    private void Begin(string name, int valueBytes, string? edmType = null)
    {
        ServiceLimits.CheckPropertyName(name);
        _customProperties++;
        _size += PropertyOverhead + (name.Length * sizeof(char)) + valueBytes;
        if (edmType is not null)
        {
            _json.WriteString(name + EdmTypes.AnnotationSuffix, edmType);
        }
    }
}
