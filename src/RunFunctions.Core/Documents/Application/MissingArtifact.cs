using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>The answer when a row claims a blob that is gone.</summary>
internal static class MissingArtifact
{
    public static Refusal Of(string what) => new(ErrorCode.ArtifactMissing, $"{what} is no longer in storage.");
}
