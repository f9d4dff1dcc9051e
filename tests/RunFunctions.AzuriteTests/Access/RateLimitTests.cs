using System.Globalization;
using System.Net;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>Callers who send too much are told so and when to come back; others are not concerned. The app refills one request a second.</summary>
public sealed class RateLimitTests(RateLimitTests.Fixture fixture) : IClassFixture<RateLimitTests.Fixture>
{
    private const int Burst = 10;
    private const int OrganizationBurst = 30;

    // More than a bucket gets while a test empties it.
    private const int MoreThanEnough = 200;

    [Fact]
    public async Task A_token_that_is_used_too_often_must_wait_and_another_need_not()
    {
        var organization = OrganizationId.Parse("tokens");
        using var busy = await NewClientAsync(organization);
        using var quiet = await NewClientAsync(organization);

        var answers = await SendUntilLimitedAsync(busy, "CREDENTIAL");
        Assert.InRange(answers.Count, Burst, MoreThanEnough);
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        using var other = await quiet.GetAsync("/api/version");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task The_callers_of_an_organization_together_must_wait_and_those_of_another_need_not()
    {
        using var stranger = await NewClientAsync(OrganizationId.Parse("quiet"));
        List<HttpClient> members = [];
        for (var i = 0; i <= OrganizationBurst / Burst; i++)
        {
            members.Add(await NewClientAsync(OrganizationId.Parse("busy")));
        }

        var sent = 0;
        await SendUntilLimitedAsync(_ => members[sent++ % members.Count], "ORGANIZATION");
        using var other = await stranger.GetAsync("/api/version");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        members.ForEach(member => member.Dispose());
    }

    [Fact]
    public async Task Guessing_tokens_from_one_address_ends_soon_and_concerns_no_other_address()
    {
        using var guesser = fixture.App.NewClient().With("rf_north.00000000000000000000.guess");
        guesser.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.7");

        var answers = await SendUntilLimitedAsync(guesser, "ADDRESS");
        Assert.InRange(answers.Count, Burst, MoreThanEnough);
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.Unauthorized, status));

        using var elsewhere = fixture.App.NewClient();
        elsewhere.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.8");
        using var refused = await elsewhere.GetAsync("/api/version");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        using var known = await NewClientAsync(OrganizationId.Parse("known"));
        known.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.7");
        using var served = await known.GetAsync("/api/version");
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    [Fact]
    public async Task Health_is_not_limited()
    {
        using var probe = fixture.App.NewClient();
        for (var i = 0; i < 5 * Burst; i++)
        {
            using var answer = await probe.GetAsync("/api/health/live");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    private static Task<List<HttpStatusCode>> SendUntilLimitedAsync(HttpClient client, string reason) => SendUntilLimitedAsync(_ => client, reason);

    // The answers before the first 429, which is looked at.
    private static async Task<List<HttpStatusCode>> SendUntilLimitedAsync(Func<int, HttpClient> client, string reason)
    {
        List<HttpStatusCode> answers = [];
        while (answers.Count < MoreThanEnough)
        {
            using var answer = await client(answers.Count).GetAsync("/api/version");
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                var problem = await answer.ProblemAsync(HttpStatusCode.TooManyRequests);
                Assert.Equal(("RATE_LIMITED", reason), (problem.ErrorCode, problem.Reason));
                Assert.InRange(int.Parse(answer.Header("Retry-After"), CultureInfo.InvariantCulture), 1, 60);
                return answers;
            }

            answers.Add(answer.StatusCode);
        }

        throw new InvalidOperationException("Nobody was limited.");
    }

    private Task<HttpClient> NewClientAsync(OrganizationId organization) =>
        fixture.App.NewClientAsync(organization, UserId.Parse("ada"), Role.Reviewer);

    public sealed class Fixture : IAsyncLifetime
    {
        internal AppHost App { get; private set; } = null!;

        public async Task InitializeAsync() => App = await AppHost.StartAsync(settings:
        [
            "--Access:RateLimit:TokenPerSecond", "1", "--Access:RateLimit:TokenBurst", $"{Burst}",
            "--Access:RateLimit:OrganizationPerSecond", "1", "--Access:RateLimit:OrganizationBurst", $"{OrganizationBurst}",
            "--Access:RateLimit:RefusedPerSecond", "1", "--Access:RateLimit:RefusedBurst", $"{Burst}",
        ]);

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
