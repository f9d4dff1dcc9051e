using System.Net;
using RunFunctions.Api.Access;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.UnitTests.Access;

/// <summary>Each bucket gives what it holds, and is nobody else's. Refilling is the library's; these buckets get one a second.</summary>
public sealed class RateLimitsTests
{
    private const string Any = "ListRuns";

    private static readonly RateLimitSettings None = new()
    {
        TokenPerSecond = 0,
        TokenBurst = 0,
        OrganizationPerSecond = 0,
        OrganizationBurst = 0,
        RefusedPerSecond = 0,
        RefusedBurst = 0,
        UploadPerMinute = 0,
        DownloadPerMinute = 0,
        ReviewPerMinute = 0,
        EditPerMinute = 0,
        ReprocessPerMinute = 0,
    };

    [Fact]
    public void A_credential_may_send_its_burst_and_then_waits()
    {
        using RateLimits limits = new(None with { TokenPerSecond = 1, TokenBurst = 100 });

        var exceeded = TakeAll(() => limits.Take(Caller("north", "one"), Any), atLeast: 100);
        Assert.Equal((ErrorCode.RateLimited, RateLimits.CredentialReason), (exceeded.Refusal.Code, exceeded.Refusal.Reason));
        Assert.InRange(exceeded.RetryAfter, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(100));
        Assert.Null(limits.Take(Caller("north", "two"), Any));
        Assert.Null(limits.Take(Caller("south", "one"), Any));
        Assert.Null(limits.Take(Caller("north", "one", CredentialKind.Login), Any));
    }

    [Fact]
    public void The_callers_of_an_organization_share_a_bucket()
    {
        using RateLimits limits = new(None with { OrganizationPerSecond = 1, OrganizationBurst = 100 });
        var sent = 0;

        var exceeded = TakeAll(() => limits.Take(Caller("north", $"token-{sent++}"), Any), atLeast: 100);
        Assert.Equal(RateLimits.OrganizationReason, exceeded.Refusal.Reason);
        Assert.Null(limits.Take(Caller("south", "one"), Any));
    }

    [Theory]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", "192.0.2.2")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")]
    public void Refused_requests_are_counted_by_address_and_by_network_of_IPv6(string address, string same, string other)
    {
        using RateLimits limits = new(None with { RefusedPerSecond = 1, RefusedBurst = 100 });

        var exceeded = TakeAll(() => limits.TakeRefused(IPAddress.Parse(address)), atLeast: 100);
        Assert.Equal(RateLimits.AddressReason, exceeded.Refusal.Reason);
        Assert.NotNull(TakeAll(() => limits.TakeRefused(IPAddress.Parse(same)), atLeast: 0));
        Assert.Null(limits.TakeRefused(IPAddress.Parse(other)));
    }

    [Fact]
    public void Functions_of_one_kind_share_a_bucket_of_each_credential_and_others_are_not_concerned()
    {
        using RateLimits limits = new(None with { ReviewPerMinute = 10 });

        var exceeded = TakeAll(() => limits.Take(Caller("north", "one"), "MarkReviewed"), atLeast: 10);
        Assert.Equal((ErrorCode.RateLimited, RateLimits.FunctionReason), (exceeded.Refusal.Code, exceeded.Refusal.Reason));
        Assert.InRange(exceeded.RetryAfter, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(7));
        Assert.NotNull(limits.Take(Caller("north", "one"), "ReopenDocument"));
        Assert.Null(limits.Take(Caller("north", "one"), "UploadDocument"));
        Assert.Null(limits.Take(Caller("north", "two"), "MarkReviewed"));
    }

    [Fact]
    public void Functions_with_a_limit_of_their_own_exist()
    {
        using RateLimits limits = new(None);

        Assert.All(limits.LimitedFunctions, function => Assert.NotNull(AccessMatrix.Of(function)));
    }

    [Fact]
    public void Zero_is_no_limit()
    {
        using RateLimits limits = new(None);

        Assert.All(Enumerable.Range(0, 1000), _ => Assert.Null(limits.Take(Caller("north", "one"), Any) ?? limits.TakeRefused(IPAddress.Loopback)));
    }

    [Fact]
    public void A_negative_limit_is_refused_at_start() =>
        Assert.Throws<InvalidOperationException>(() => (None with { TokenBurst = -1 }).Checked());

    // A bucket may get some more while it is emptied, one for each second that this takes.
    private static RateLimitExceeded TakeAll(Func<RateLimitExceeded?> take, int atLeast)
    {
        for (var taken = 0; taken < 1000; taken++)
        {
            if (take() is { } exceeded)
            {
                Assert.InRange(taken, atLeast, 1000);
                return exceeded;
            }
        }

        throw new InvalidOperationException("The bucket has no end.");
    }

    private static Caller Caller(string organization, string credential, CredentialKind kind = CredentialKind.Token) =>
        new(OrganizationId.Parse(organization), UserId.Parse("ada"), [Role.Reviewer], new Credential(kind, credential));
}
