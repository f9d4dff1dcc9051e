using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunFunctions.Core.Documents.Domain.Interpretation;

/// <summary>A JSON scalar: text, number, truth value or nothing. Machines write text; people may write any.</summary>
[JsonConverter(typeof(FieldValueJsonConverter))]
public sealed record FieldValue
{
    private FieldValue(string? text, decimal? number, bool? truth) => (Text, Number, Truth) = (text, number, truth);

    public static FieldValue Nothing { get; } = new(null, null, null);

    public string? Text { get; }

    public decimal? Number { get; }

    public bool? Truth { get; }

    public static FieldValue Of(string text) => new(text, null, null);

    public static FieldValue Of(decimal number) => new(null, number, null);

    public static FieldValue Of(bool truth) => new(null, null, truth);

    /// <summary>The value as text, or null for nothing.</summary>
    public string? AsText()
        => Text ?? Number?.ToString(CultureInfo.InvariantCulture) ?? (Truth is { } truth ? (truth ? "true" : "false") : null);
}

internal sealed class FieldValueJsonConverter : JsonConverter<FieldValue>
{
    public override bool HandleNull => true;

    public override FieldValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.TokenType switch
        {
            JsonTokenType.Null => FieldValue.Nothing,
            JsonTokenType.String => FieldValue.Of(reader.GetString()!),
            JsonTokenType.True => FieldValue.Of(true),
            JsonTokenType.False => FieldValue.Of(false),
            JsonTokenType.Number when reader.TryGetDecimal(out var number) => FieldValue.Of(number),
            _ => throw new JsonException("Expected a text, a number, a truth value or null."),
        };

    public override void Write(Utf8JsonWriter writer, FieldValue value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case { Text: { } text }:
                writer.WriteStringValue(text);
                break;
            case { Number: { } number }:
                writer.WriteNumberValue(number);
                break;
            case { Truth: { } truth }:
                writer.WriteBooleanValue(truth);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
