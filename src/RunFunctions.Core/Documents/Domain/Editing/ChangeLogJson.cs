using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace RunFunctions.Core.Documents.Domain.Editing;

/// <summary>The stored form of change logs: a list of entries, snake_case, members in a fixed order.</summary>
public static class ChangeLogJson
{
    private static readonly ChangeLogJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });

    /// <returns>UTF-8.</returns>
    public static byte[] Write(IReadOnlyList<FieldChangeEntry> log) => JsonSerializer.SerializeToUtf8Bytes(log, Context.IReadOnlyListFieldChangeEntry);

    /// <exception cref="JsonException">The bytes are not a change log.</exception>
    public static IReadOnlyList<FieldChangeEntry> Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Context.IReadOnlyListFieldChangeEntry) ?? throw new JsonException("Expected a list.");
}

[JsonSerializable(typeof(IReadOnlyList<FieldChangeEntry>))]
internal sealed partial class ChangeLogJsonContext : JsonSerializerContext;
