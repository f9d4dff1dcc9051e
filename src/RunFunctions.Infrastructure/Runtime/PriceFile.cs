using System.Text.Json;
using System.Text.Json.Serialization;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Receipts;

namespace RunFunctions.Infrastructure.Runtime;

/// <summary>Prices of storage operations, from a file that whoever runs the app keeps up to date.</summary>
public static class PriceFile
{
    /// <summary>The file that comes with the app.</summary>
    public static string Default { get; } = Path.Combine(AppContext.BaseDirectory, "config", "prices.json");

    /// <exception cref="InvalidOperationException">There is no such file, or it is no price list.</exception>
    public static PriceList Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize(file, PriceJson.Default.PriceList) is { Per: > 0 } prices && !prices.Operations.Keys.Except(StorageOperations.All).Any()
                ? prices
                : throw new InvalidOperationException($"{path} is no price list.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InvalidOperationException($"{path} is no price list.", unreadable);
        }
    }
}

/// <summary>The file's form.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PriceList))]
internal sealed partial class PriceJson : JsonSerializerContext;
