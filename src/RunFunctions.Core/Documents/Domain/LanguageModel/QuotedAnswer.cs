using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.LanguageModel;

/// <summary>The answer that a language model is to give: its JSON schema, and the reading that holds it to it.</summary>
public static class QuotedAnswer
{
    private const int MaxValues = 300;
    private const int MaxLength = 2000;

    /// <summary>Follow from the text as a whole, and stay with the rules: the days of visits, what rules derive, the language.</summary>
    private static readonly string[] KeptByRules =
    [
        FieldKeys.VisitDate, FieldKeys.AdmissionDate, FieldKeys.DischargeDate, FieldKeys.Observations, FieldKeys.Actions, FieldKeys.Language,
    ];

    private static readonly QuotedAnswerJson Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    });

    /// <summary>The keys it may give values for, in contract order.</summary>
    public static IReadOnlyList<string> Keys { get; } =
        [.. GlobalSchema.Fields.Concat(GlobalSchema.PanelOnlyFields).Select(field => field.Key).Except(KeptByRules)];

    /// <summary>JSON schema of the answer: an object with a list <c>fields</c> of key, value and quote, and nothing else.</summary>
    public static string Schema { get; } = ObjectOf(new JsonObject
    {
        ["fields"] = new JsonObject
        {
            ["type"] = "array",
            ["items"] = ObjectOf(new JsonObject
            {
                ["key"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. Keys.Select(key => JsonValue.Create(key))]) },
                ["value"] = new JsonObject { ["type"] = "string" },
                ["quote"] = new JsonObject { ["type"] = "string" },
            }),
        },
    }).ToJsonString();

    /// <returns>Null for an answer that breaks the schema anywhere, or is larger than any record needs.</returns>
    public static IReadOnlyList<QuotedValue>? Read(string answer)
    {
        try
        {
            var values = JsonSerializer.Deserialize(answer, Json.QuotedFields)?.Fields;
            return values is { Count: <= MaxValues } && values.All(IsOfSchema) ? values : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A list may hold a null in spite of its type.
    private static bool IsOfSchema(QuotedValue? value) =>
        value is { Value.Length: <= MaxLength, Quote.Length: <= MaxLength } && Keys.Contains(value.Key);

    private static JsonObject ObjectOf(JsonObject properties) => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray([.. properties.Select(property => JsonValue.Create(property.Key))]),
        ["additionalProperties"] = false,
        ["properties"] = properties,
    };
}

internal sealed record QuotedFields(IReadOnlyList<QuotedValue> Fields);

[JsonSerializable(typeof(QuotedFields))]
internal sealed partial class QuotedAnswerJson : JsonSerializerContext;
