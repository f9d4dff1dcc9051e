using System.Collections.Frozen;
using System.Net;
using System.Threading.RateLimiting;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Access;

/// <summary>The buckets of this process. One that has been full for ten seconds is dropped, so there are as many as there are busy callers.</summary>
public sealed class RateLimits(RateLimitSettings settings) : IDisposable
{
    /// <summary>One token or login sends too much.</summary>
    public const string CredentialReason = "CREDENTIAL";

    /// <summary>The organization's callers together send too much.</summary>
    public const string OrganizationReason = "ORGANIZATION";

    /// <summary>One address sends too much with missing or refused credentials.</summary>
    public const string AddressReason = "ADDRESS";

    /// <summary>One token or login uses one kind of function too much.</summary>
    public const string FunctionReason = "FUNCTION";

    // The part of an IPv6 address that one customer of a provider has; the rest is theirs to choose.
    private const int NetworkBytes = 8;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<Caller> _credentials = Buckets(
        settings.TokenPerSecond, Second, settings.TokenBurst, (Caller caller) => (caller.Organization, caller.Credential));

    private readonly PartitionedRateLimiter<Caller> _organizations = Buckets(
        settings.OrganizationPerSecond, Second, settings.OrganizationBurst, (Caller caller) => caller.Organization);

    private readonly PartitionedRateLimiter<IPAddress> _addresses = Buckets(
        settings.RefusedPerSecond, Second, settings.RefusedBurst, (IPAddress address) => Network(address));

    // Functions that share a limiter share its buckets: a limit holds for what a caller does, whichever way.
    private readonly FrozenDictionary<string, PartitionedRateLimiter<Caller>> _functions = PerMinute(
        (settings.UploadPerMinute, ["UploadDocument"]),
        (settings.DownloadPerMinute, ["DownloadDocument"]),
        (settings.ReviewPerMinute, ["GetReview", "MarkReviewed", "ReopenDocument"]),
        (settings.EditPerMinute, ["EditInterpretation", "RestoreInterpretation"]),
        (settings.ReprocessPerMinute, ["ReprocessDocument", "RerunRun"]));

    /// <summary>The functions that have a limit of their own.</summary>
    public IEnumerable<string> LimitedFunctions => _functions.Keys;

    /// <summary>Counts a request of a caller.</summary>
    /// <returns>Null when it may go on.</returns>
    public RateLimitExceeded? Take(Caller caller, string function) =>
        Take(_credentials, caller, CredentialReason)
        ?? Take(_organizations, caller, OrganizationReason)
        ?? (_functions.GetValueOrDefault(function) is { } limited ? Take(limited, caller, FunctionReason) : null);

    /// <summary>Counts a request whose credentials are missing or refused.</summary>
    /// <returns>Null when it may go on.</returns>
    public RateLimitExceeded? TakeRefused(IPAddress address) => Take(_addresses, address, AddressReason);

    public void Dispose()
    {
        _credentials.Dispose();
        _organizations.Dispose();
        _addresses.Dispose();
        foreach (var limiter in _functions.Values)
        {
            limiter.Dispose();
        }
    }

    private static FrozenDictionary<string, PartitionedRateLimiter<Caller>> PerMinute(params IEnumerable<(int Rate, string[] Functions)> limits) =>
        limits.SelectMany(limit =>
            {
                // One request at a time, so that who waits is told to wait for one, not for a minute.
                var buckets = Buckets(1, Minute / Math.Max(limit.Rate, 1), limit.Rate, (Caller caller) => (caller.Organization, caller.Credential));
                return limit.Functions.Select(function => KeyValuePair.Create(function, buckets));
            })
            .ToFrozenDictionary(StringComparer.Ordinal);

    private static PartitionedRateLimiter<TSource> Buckets<TSource, TKey>(int rate, TimeSpan period, int burst, Func<TSource, TKey> key)
        where TKey : notnull => PartitionedRateLimiter.Create<TSource, TKey>(source => rate == 0 || burst == 0
            ? RateLimitPartition.GetNoLimiter(key(source))
            : RateLimitPartition.GetTokenBucketLimiter(key(source), _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = burst,
                TokensPerPeriod = rate,
                ReplenishmentPeriod = period,
                QueueLimit = 0,
            }));

    private static RateLimitExceeded? Take<TSource>(PartitionedRateLimiter<TSource> buckets, TSource source, string reason)
    {
        using var lease = buckets.AttemptAcquire(source);
        return lease.IsAcquired
            ? null
            : new RateLimitExceeded(
                new Refusal(ErrorCode.RateLimited, "Too many requests. Wait as long as Retry-After says.", reason),
                lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after > Second ? after : Second);
    }

    private static string Network(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
        : address.GetAddressBytes() is { Length: > NetworkBytes } bytes ? Convert.ToHexString(bytes, 0, NetworkBytes)
        : address.ToString();
}

/// <summary>A bucket is empty.</summary>
/// <param name="Refusal">Which.</param>
/// <param name="RetryAfter">When there will be something in it again; at least a second.</param>
public sealed record RateLimitExceeded(Refusal Refusal, TimeSpan RetryAfter);
