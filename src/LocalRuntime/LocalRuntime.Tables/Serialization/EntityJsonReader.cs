using System.Text.Json;

namespace Azure.Data.Tables.Serialization;

/// <summary>Reads rows from a reply. Slots and property names are kept from row to row: the rows of a page mostly look alike.</summary>
internal sealed class EntityJsonReader<T>
    where T : class, ITableEntity
{
    private const string SystemPrefix = "odata.";

    private static readonly EntityShape? Shape = typeof(IDictionary<string, object>).IsAssignableFrom(typeof(T)) ? null : EntityShape.Of(typeof(T));

    private readonly List<StoredProperty> _slots = [];
    private int _used;

    /// <summary>The one row that the reply is.</summary>
    /// <exception cref="JsonException">The reply is not a row.</exception>
    public T ReadOne(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("The reply is not a row.");
        }

        return ReadRow(ref reader);
    }

    /// <summary>The rows of a query's reply.</summary>
    /// <exception cref="JsonException">The reply is not a list of rows.</exception>
    public List<T> ReadPage(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        var rows = new List<T>();
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("The reply is not a list of rows.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isValue = reader.ValueTextEquals("value"u8);
            reader.Read();
            if (!isValue)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                rows.Add(ReadRow(ref reader));
            }
        }

        return rows;
    }

    private T ReadRow(ref Utf8JsonReader reader)
    {
        _used = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadProperty(ref reader);
        }

        return Shape is null ? ToDictionary() : (T)Shape.Read(_slots, _used);
    }

    private void ReadProperty(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.EndsWith("@odata.type"u8))
        {
            var annotated = reader.GetString()![..^EdmTypes.AnnotationSuffix.Length];
            reader.Read();
            Slot(annotated).EdmType = reader.GetString();
            return;
        }

        // The same name in the same place as in the row before: no new string.
        var slot = _used < _slots.Count && reader.ValueTextEquals(_slots[_used].Name) ? Slot(_slots[_used].Name) : Slot(reader.GetString()!);
        reader.Read();
        slot.ReadValue(ref reader);
    }

    // An annotation may stand before or after its value; the two share a slot.
    private StoredProperty Slot(string name)
    {
        if (_used > 0 && _slots[_used - 1].Name == name)
        {
            return _slots[_used - 1];
        }

        for (var index = 0; index < _used - 1; index++)
        {
            if (_slots[index].Name == name)
            {
                return _slots[index];
            }
        }

        if (_used == _slots.Count)
        {
            _slots.Add(new StoredProperty());
        }

        var slot = _slots[_used++];
        slot.Reset(name);
        return slot;
    }

    private T ToDictionary()
    {
        var row = Activator.CreateInstance<T>();
        var values = (IDictionary<string, object?>)row;
        for (var index = 0; index < _used; index++)
        {
            var slot = _slots[index];
            if (slot.Name == nameof(ITableEntity.Timestamp))
            {
                values[slot.Name] = slot.ToDateTimeOffset();
            }
            else if (slot.Name == TableEntity.ETagKey || !slot.Name.StartsWith(SystemPrefix, StringComparison.Ordinal))
            {
                values[slot.Name] = slot.ToObject();
            }
        }

        return row;
    }
}
