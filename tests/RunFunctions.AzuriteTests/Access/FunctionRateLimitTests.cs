using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>Upload, download, review, edit and reprocess have limits of their own, here of two a minute, in our form of errors; defect 18 of specs/documents.md §9.2.</summary>
public sealed class FunctionRateLimitTests(FunctionRateLimitTests.Fixture fixture) : IClassFixture<FunctionRateLimitTests.Fixture>
{
    private const int Rate = 2;
    private const string Unknown = "5c1e7a52-7d0c-4d0e-9a57-3f1f7f5f0c11";

    [Theory]
    [InlineData("POST", "/api/documents/upload")]
    [InlineData("GET", $"/api/documents/{Unknown}/download")]
    [InlineData("GET", $"/api/documents/{Unknown}/review")]
    [InlineData("POST", $"/api/documents/{Unknown}/reviewed")]
    [InlineData("POST", $"/api/runs/{Unknown}/interpretations")]
    [InlineData("POST", $"/api/documents/{Unknown}/reprocess")]
    public async Task Who_does_one_thing_too_often_is_told_when_to_come_back_and_may_do_others(string method, string path)
    {
        using var client = await fixture.App.NewClientAsync(OrganizationId.Parse("limited"), UserId.Parse("ada"), Role.Reviewer);
        for (var sent = 0; sent < Rate; sent++)
        {
            using var served = await SendAsync(client, method, path);
            Assert.NotEqual(HttpStatusCode.TooManyRequests, served.StatusCode);
        }

        using var limited = await SendAsync(client, method, path);
        var problem = await limited.ProblemAsync(HttpStatusCode.TooManyRequests);
        Assert.Equal(("RATE_LIMITED", "FUNCTION"), (problem.ErrorCode, problem.Reason));
        Assert.InRange(int.Parse(limited.Header("Retry-After"), CultureInfo.InvariantCulture), 1, 60 / Rate);
        using var other = await client.GetAsync("/api/documents");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative))
        {
            Content = method == "POST" ? JsonContent.Create(new { }) : null,
        };
        return await client.SendAsync(request);
    }

    public sealed class Fixture : IAsyncLifetime
    {
        internal AppHost App { get; private set; } = null!;

        public async Task InitializeAsync() => App = await AppHost.StartAsync(settings:
        [
            .. ((string[])["Upload", "Download", "Review", "Edit", "Reprocess"]).SelectMany(kind => (string[])[$"--Access:RateLimit:{kind}PerMinute", $"{Rate}"]),
        ]);

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
