using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunFunctions.Core.Documents.Domain.Debugging;

/// <summary>The stored form of snapshots.</summary>
public static class SnapshotJson
{
    /// <returns>UTF-8.</returns>
    public static byte[] Write(ExtractionSnapshot snapshot) => JsonSerializer.SerializeToUtf8Bytes(snapshot, SnapshotJsonContext.Default.ExtractionSnapshot);

    /// <exception cref="JsonException">The bytes are not a snapshot.</exception>
    public static ExtractionSnapshot Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, SnapshotJsonContext.Default.ExtractionSnapshot) ?? throw new JsonException("Expected an object.");
}

[JsonSerializable(typeof(ExtractionSnapshot))]
internal sealed partial class SnapshotJsonContext : JsonSerializerContext;
