using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables.Serialization;

/// <summary>One property as it came over the wire. A slot that the reader fills again for every row of a page.</summary>
internal sealed class StoredProperty
{
    private JsonTokenType _token;
    private string? _text;
    private double _number;
    private long _integer;
    private bool _isInteger;

    public string Name { get; set; } = "";

    public string? EdmType { get; set; }

    public void Reset(string name)
    {
        Name = name;
        EdmType = null;
        _token = JsonTokenType.None;
        _text = null;
    }

    public void ReadValue(ref Utf8JsonReader reader)
    {
        _token = reader.TokenType;
        switch (_token)
        {
            case JsonTokenType.String:
                _text = reader.GetString();
                break;
            case JsonTokenType.Number:
                // A token with a point or an exponent is no integer to the reader: 5.0 is a Double and stays one.
                _isInteger = reader.TryGetInt64(out _integer);
                _number = reader.GetDouble();
                break;
            case JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null:
                break;
            default:
                throw new JsonException($"The value of '{Name}' is neither text, number, boolean nor null.");
        }
    }

    /// <summary>The value in the .NET type of its EDM type, as <see cref="TableEntity"/> holds it.</summary>
    public object? ToObject() => _token switch
    {
        JsonTokenType.Null or JsonTokenType.None => null,
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => EdmType switch
        {
            null or EdmTypes.String or EdmTypes.Int32 when _token == JsonTokenType.String => _text,
            null or EdmTypes.Int32 => IntegerOrDouble(),
            EdmTypes.Int64 => ToInt64(),
            EdmTypes.Double => ToDouble(),
            EdmTypes.Guid => ToGuid(),
            EdmTypes.DateTime => ToDateTimeOffset(),
            EdmTypes.Binary => ToBinary(),
            _ => throw new NotSupportedException($"The property '{Name}' has the unknown type {EdmType}."),
        },
    };

    public bool IsNull => _token is JsonTokenType.Null or JsonTokenType.None;

    public string? ToText() => _token == JsonTokenType.String ? _text : throw Mismatch("a string");

    public bool ToBoolean() => _token switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Mismatch("a Boolean"),
    };

    public int ToInt32() => _token == JsonTokenType.Number && _isInteger && _integer is >= int.MinValue and <= int.MaxValue ? (int)_integer : throw Mismatch("an Int32");

    public long ToInt64() => long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw Mismatch("an Int64");

    public ulong ToUInt64() => ulong.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw Mismatch("a UInt64");

    public double ToDouble() => _token == JsonTokenType.Number
        ? _number
        : double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw Mismatch("a Double");

    public Guid ToGuid() => Guid.TryParse(Text, out var value) ? value : throw Mismatch("a Guid");

    public DateTime ToDateTime() => ToDateTimeOffset().UtcDateTime;

    public DateTimeOffset ToDateTimeOffset() =>
        DateTimeOffset.TryParse(Text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var value) ? value : throw Mismatch("a DateTime");

    public byte[] ToBinary()
    {
        try
        {
            return Convert.FromBase64String(Text ?? throw Mismatch("a Binary"));
        }
        catch (FormatException)
        {
            throw Mismatch("a Binary");
        }
    }

    public BinaryData ToBinaryData() => BinaryData.FromBytes(ToBinary());

    /// <summary>A name that the enum does not have gives the enum's default: a row written by a newer version stays readable.</summary>
    public TEnum ToEnum<TEnum>()
        where TEnum : struct, Enum => Enum.TryParse<TEnum>(ToText(), out var value) && Enum.IsDefined(value) ? value : default;

    private string? Text => _token == JsonTokenType.String ? _text : null;

    private object IntegerOrDouble()
    {
        if (!_isInteger)
        {
            return _number;
        }

        if (_integer is >= int.MinValue and <= int.MaxValue)
        {
            return (int)_integer;
        }

        return _integer;
    }

    private InvalidOperationException Mismatch(string wanted) => new($"The stored property '{Name}' is not {wanted}.");
}
