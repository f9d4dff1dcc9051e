using System.Text.Json.Serialization;

namespace RunFunctions.Core.Documents.Domain;

/// <summary>The page table kept beside a raw text: where each page stands, how well it was read, by what.</summary>
/// <param name="Extractor">Name and version of the reader.</param>
/// <param name="QualityScore">0–1, of the quality gate.</param>
/// <param name="Pages">In order.</param>
public sealed record TextPages(string Extractor, decimal QualityScore, IReadOnlyList<PageText> Pages);

/// <summary>Wire form of <see cref="TextPages"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TextPages))]
public sealed partial class TextPagesJson : JsonSerializerContext;
