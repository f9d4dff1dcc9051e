namespace RunFunctions.Api.Access;

/// <summary>
/// Settings <c>Access:RateLimit:*</c>: token buckets that hold the burst and are refilled every second. They are per process:
/// with several instances of the app a caller gets as many times as much. 0 means no limit.
/// </summary>
public sealed record RateLimitSettings
{
    /// <summary>Requests per second of one token or login, over time.</summary>
    public int TokenPerSecond { get; init; } = 1000;

    /// <summary>Requests of one token or login at once, after a pause.</summary>
    public int TokenBurst { get; init; } = 60_000;

    /// <summary>Requests per second of all callers of one organization together, over time.</summary>
    public int OrganizationPerSecond { get; init; } = 2000;

    /// <summary>Requests of all callers of one organization at once, after a pause.</summary>
    public int OrganizationBurst { get; init; } = 120_000;

    /// <summary>Requests per second from one address whose credentials are missing or refused, over time.</summary>
    public int RefusedPerSecond { get; init; } = 100;

    /// <summary>Requests from one address whose credentials are missing or refused, at once, after a pause.</summary>
    public int RefusedBurst { get; init; } = 1000;

    /// <summary>Uploads per minute of one token or login, over time and at once.</summary>
    public int UploadPerMinute { get; init; } = 6000;

    /// <summary>Downloads of originals per minute of one token or login.</summary>
    public int DownloadPerMinute { get; init; } = 18_000;

    /// <summary>Reads of reviews, and documents marked as reviewed or reopened, per minute of one token or login.</summary>
    public int ReviewPerMinute { get; init; } = 18_000;

    /// <summary>Edits and restores of interpretations per minute of one token or login.</summary>
    public int EditPerMinute { get; init; } = 6000;

    /// <summary>Further runs of documents per minute of one token or login.</summary>
    public int ReprocessPerMinute { get; init; } = 6000;

    /// <summary>These settings, none of which is negative.</summary>
    /// <exception cref="InvalidOperationException">One is.</exception>
    public RateLimitSettings Checked() =>
        int.IsNegative(
            TokenPerSecond | TokenBurst | OrganizationPerSecond | OrganizationBurst | RefusedPerSecond | RefusedBurst
            | UploadPerMinute | DownloadPerMinute | ReviewPerMinute | EditPerMinute | ReprocessPerMinute)
            ? throw new InvalidOperationException("Settings Access:RateLimit must not be negative; 0 means no limit.")
            : this;
}
