using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunFunctions.Core.Documents.Domain.Schema;

/// <summary>Writes the record as one JSON object in its own order: text, null or a list of texts by key.</summary>
internal sealed class GlobalSchemaRecordJsonConverter : JsonConverter<GlobalSchemaRecord>
{
    public override GlobalSchemaRecord Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        var values = new List<KeyValuePair<string, SchemaValue>>(GlobalSchema.Fields.Count);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            reader.Read();
            values.Add(KeyValuePair.Create(key, ReadValue(ref reader)));
        }

        return new(values);
    }

    public override void Write(Utf8JsonWriter writer, GlobalSchemaRecord value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (key, entry) in value.Values)
        {
            writer.WritePropertyName(key);
            if (entry.Items is null)
            {
                writer.WriteStringValue(entry.Text);
                continue;
            }

            writer.WriteStartArray();
            foreach (var item in entry.Items)
            {
                writer.WriteStringValue(item);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static SchemaValue ReadValue(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return SchemaValue.Nothing;
        }

        if (reader.TokenType == JsonTokenType.String)
        {
            return SchemaValue.Of(reader.GetString());
        }

        Expect(ref reader, JsonTokenType.StartArray);
        var items = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(ref reader, JsonTokenType.String);
            items.Add(reader.GetString()!);
        }

        return SchemaValue.Of(items);
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (reader.TokenType != type)
        {
            throw new JsonException($"Expected {type}, found {reader.TokenType}.");
        }
    }
}
