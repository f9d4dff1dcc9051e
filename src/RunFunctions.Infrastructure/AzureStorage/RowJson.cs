using System.Text.Json.Serialization;
using RunFunctions.Core.Documents.Domain.Governance;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.Core.Engine.Domain.Webhooks;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>JSON inside table columns.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyDictionary<string, int>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, BlobReference>))]
[JsonSerializable(typeof(RunConfig))]
[JsonSerializable(typeof(RemovedRun))]
[JsonSerializable(typeof(DeletionCounts))]
[JsonSerializable(typeof(IReadOnlyList<RetiredSecret>))]
[JsonSerializable(typeof(IReadOnlyList<VerdictEntry>))]
[JsonSerializable(typeof(IReadOnlyList<EvidenceSample>))]
internal sealed partial class RowJson : JsonSerializerContext;
