using RunFunctions.Core.Results;

namespace RunFunctions.Api.Http;

/// <summary>The answer to an id in a path that is no id.</summary>
public static class PathIds
{
    /// <summary>Wire name of a document's id.</summary>
    public const string DocumentId = "document_id";

    /// <summary>Wire name of a run's id.</summary>
    public const string RunId = "run_id";

    public static Refusal Malformed(string name) => Refusal.Invalid(name, "uuid", "Expected a UUID in lowercase, 8-4-4-4-12.");
}
