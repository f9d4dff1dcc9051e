using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace RunFunctions.Core.Documents.Domain.Interpretation;

/// <summary>The wire form of interpretations: snake_case, compact, members in a fixed order, so equal data give equal bytes.</summary>
public static class InterpretationJson
{
    private static readonly InterpretationJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,

        // Spanish stays readable in stored files; characters that matter in HTML are still escaped.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });

    /// <returns>UTF-8.</returns>
    public static byte[] Write(InterpretationData data) => JsonSerializer.SerializeToUtf8Bytes(data, Context.InterpretationData);

    /// <exception cref="JsonException">The bytes are not an interpretation; members this version does not know are skipped.</exception>
    public static InterpretationData Read(ReadOnlySpan<byte> utf8)
        => JsonSerializer.Deserialize(utf8, Context.InterpretationData) ?? throw new JsonException("Expected an object.");
}

[JsonSerializable(typeof(InterpretationData))]
internal sealed partial class InterpretationJsonContext : JsonSerializerContext;
