namespace RunFunctions.Core.Results;

/// <summary>
/// The closed list of error codes that callers see as <c>error_code</c>. Each has exactly one HTTP status
/// (<c>docs/errors.md</c>); finer reasons are in <c>details.reason</c>.
/// </summary>
public enum ErrorCode
{
    InvalidRequest,
    Unauthorized,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    Conflict,
    ArtifactMissing,
    PreconditionFailed,
    FileTooLarge,
    PayloadTooLarge,
    UnsupportedMediaType,
    UnprocessableContent,
    RateLimited,
    InternalError,
    ServiceUnavailable,
}
