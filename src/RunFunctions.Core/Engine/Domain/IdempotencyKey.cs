using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Core.Engine.Domain;

/// <summary>A key that a caller gave to a request. The same text of another user, or for another route, is another key.</summary>
/// <param name="Organization">Of the caller.</param>
/// <param name="User">The caller.</param>
/// <param name="Route">Name of the function.</param>
/// <param name="Text">As the caller wrote it.</param>
public sealed record IdempotencyKey(OrganizationId Organization, UserId User, string Route, string Text)
{
    /// <summary>Longest key in characters.</summary>
    public const int MaxLength = 200;

    /// <summary>Whether a text can be a key: 1–200 visible ASCII characters.</summary>
    public static bool IsKey(string? text) => text is { Length: > 0 and <= MaxLength } && text.All(c => c is > ' ' and <= '~');
}

/// <summary>What is known of a key that is in use.</summary>
/// <param name="PayloadHash">SHA-256 of what the first request asked for, lowercase hex.</param>
/// <param name="ReservedId">For what the request makes.</param>
/// <param name="ReservedAt">UTC.</param>
/// <param name="InFlightUntil">UTC; until then whoever executes the request is taken to be alive. Means nothing once it is answered.</param>
/// <param name="Answer">What the request was answered; null as long as it was not.</param>
/// <param name="IsRenewed">Whether it is being executed again because the run of <paramref name="Answer"/> failed.</param>
public sealed record KeyUse(
    string PayloadHash, Guid ReservedId, DateTimeOffset ReservedAt, DateTimeOffset InFlightUntil, KeptAnswer? Answer = null, bool IsRenewed = false)
{
    /// <summary>Whether the request has its answer, and nobody executes it.</summary>
    public bool IsAnswered => Answer is not null && !IsRenewed;
}

/// <summary>An answer that is kept, to be given again to the byte.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">Those that belong to the answer and not to the request.</param>
/// <param name="Body">At most 60 KiB.</param>
/// <param name="Run">The run that the request made; null when it made something else.</param>
public sealed record KeptAnswer(int Status, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body, RunId? Run);
