using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Http;

/// <summary>The one HTTP status of each error code.</summary>
public static class ErrorStatus
{
    public static FrozenDictionary<ErrorCode, int> Table { get; } = new Dictionary<ErrorCode, int>
    {
        [ErrorCode.InvalidRequest] = StatusCodes.Status400BadRequest,
        [ErrorCode.Unauthorized] = StatusCodes.Status401Unauthorized,
        [ErrorCode.Forbidden] = StatusCodes.Status403Forbidden,
        [ErrorCode.NotFound] = StatusCodes.Status404NotFound,
        [ErrorCode.MethodNotAllowed] = StatusCodes.Status405MethodNotAllowed,
        [ErrorCode.Conflict] = StatusCodes.Status409Conflict,
        [ErrorCode.ArtifactMissing] = StatusCodes.Status410Gone,
        [ErrorCode.PreconditionFailed] = StatusCodes.Status412PreconditionFailed,
        [ErrorCode.FileTooLarge] = StatusCodes.Status413PayloadTooLarge,
        [ErrorCode.PayloadTooLarge] = StatusCodes.Status413PayloadTooLarge,
        [ErrorCode.UnsupportedMediaType] = StatusCodes.Status415UnsupportedMediaType,
        [ErrorCode.UnprocessableContent] = StatusCodes.Status422UnprocessableEntity,
        [ErrorCode.RateLimited] = StatusCodes.Status429TooManyRequests,
        [ErrorCode.InternalError] = StatusCodes.Status500InternalServerError,
        [ErrorCode.ServiceUnavailable] = StatusCodes.Status503ServiceUnavailable,
    }.ToFrozenDictionary();
}
