using System.Collections.Frozen;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Http;

/// <summary>Reads the ids in paths. They are checked here and not by route constraints, so that a wrong one is a 400 that names it.</summary>
public static class PathIds
{
    // By the name of the route value.
    private static readonly FrozenDictionary<string, Func<string, Refusal?>> Checks = new Dictionary<string, Func<string, Refusal?>>
    {
        ["documentId"] = text => Document(text).Refusal,
        ["runId"] = text => Run(text).Refusal,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static Result<DocumentId> Document(string text) =>
        DocumentId.TryParse(text, out var id) ? id : Malformed("document_id");

    public static Result<RunId> Run(string text) =>
        RunId.TryParse(text, out var id) ? id : Malformed("run_id");

    /// <summary>The refusal of a route value that is no id; null when it is one, or not an id at all.</summary>
    /// <param name="name">Name in the route.</param>
    /// <param name="text">The value.</param>
    public static Refusal? Check(string name, string text) => Checks.TryGetValue(name, out var check) ? check(text) : null;

    private static Refusal Malformed(string name) => Refusal.Invalid(name, "uuid", "Expected a UUID in lowercase, 8-4-4-4-12.");
}
