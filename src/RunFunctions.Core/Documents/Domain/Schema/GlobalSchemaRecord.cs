using System.Text.Json.Serialization;

namespace RunFunctions.Core.Documents.Domain.Schema;

/// <summary>Values by contract key. A normalised record holds every key once, in contract order (specs/documents.md §4.1).</summary>
[JsonConverter(typeof(GlobalSchemaRecordJsonConverter))]
public sealed record GlobalSchemaRecord(IReadOnlyList<KeyValuePair<string, SchemaValue>> Values)
{
    /// <summary>The value of a key, or nothing when the key is absent.</summary>
    public SchemaValue this[string key]
    {
        get
        {
            foreach (var (candidate, value) in Values)
            {
                if (candidate == key)
                {
                    return value;
                }
            }

            return SchemaValue.Nothing;
        }
    }

    /// <summary>
    /// Full shape: every key present, repeatables as lists of trimmed non-empty texts, the others as trimmed text or
    /// null, an absent document date taken from the visit date, of a microchip only the digits, keys outside the contract
    /// ignored.
    /// </summary>
    public static GlobalSchemaRecord Normalise(IReadOnlyDictionary<string, SchemaValue> loose)
    {
        var visitDate = Scalar(loose, FieldKeys.VisitDate);
        return new([.. GlobalSchema.Fields.Select(field => KeyValuePair.Create(field.Key, Shaped(field)))]);

        SchemaValue Shaped(SchemaField field)
        {
            var value = loose.GetValueOrDefault(field.Key, SchemaValue.Nothing);
            var shaped = field.IsRepeatable ? value.AsList() : value.AsScalar();
            return field.Key switch
            {
                FieldKeys.DocumentDate when !shaped.IsPopulated => visitDate,
                FieldKeys.MicrochipId when shaped.Text is { } chip => Digits(chip),
                _ => shaped,
            };
        }
    }

    public IEnumerable<string> PopulatedKeys => Values.Where(entry => entry.Value.IsPopulated).Select(entry => entry.Key);

    private static SchemaValue Digits(string text)
        => string.Concat(text.Where(char.IsAsciiDigit)) is { Length: > 0 } digits ? SchemaValue.Of(digits) : SchemaValue.Nothing;

    private static SchemaValue Scalar(IReadOnlyDictionary<string, SchemaValue> loose, string key)
        => loose.GetValueOrDefault(key, SchemaValue.Nothing).AsScalar();
}
