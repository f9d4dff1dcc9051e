namespace RunFunctions.Api.Http;

/// <summary>Says how many bytes the body of a function's requests may have; without it <see cref="DefaultMaxBytes"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequestBodyAttribute(long maxBytes) : Attribute
{
    /// <summary>64 KiB: far more than any JSON body needs.</summary>
    public const long DefaultMaxBytes = 64 * 1024;

    public long MaxBytes { get; } = maxBytes;

    /// <summary>The function itself refuses an announced longer body, in its own words.</summary>
    public bool RefusedByFunction { get; init; }
}
