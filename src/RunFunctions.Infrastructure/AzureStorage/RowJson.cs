using System.Text.Json.Serialization;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>JSON inside table columns.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyDictionary<string, int>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, BlobReference>))]
[JsonSerializable(typeof(RunConfig))]
internal sealed partial class RowJson : JsonSerializerContext;
