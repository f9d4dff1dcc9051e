using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace RunFunctions.Core.Access.Domain.Signatures;

/// <summary>JSON of any shape, on its way to <see cref="CanonicalJson"/>.</summary>
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class SignedDocumentJson : JsonSerializerContext;
