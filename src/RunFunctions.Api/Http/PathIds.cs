using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Http;

/// <summary>Reads the ids in paths. They are checked here and not by route constraints, so that a wrong one is a 400 that names it.</summary>
public static class PathIds
{
    public static Result<DocumentId> Document(string text) =>
        DocumentId.TryParse(text, out var id) ? id : Malformed("document_id");

    public static Result<RunId> Run(string text) =>
        RunId.TryParse(text, out var id) ? id : Malformed("run_id");

    private static Refusal Malformed(string name) => Refusal.Invalid(name, "uuid", "Expected a UUID in lowercase, 8-4-4-4-12.");
}
