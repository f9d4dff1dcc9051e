using System.Net;
using RunFunctions.AzuriteTests.Support;

namespace RunFunctions.AzuriteTests.Http;

/// <summary>Every answer tells browsers to do nothing with it but what it is for.</summary>
public sealed class SecurityHeaderTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string UnknownDocument = "/api/documents/0b7f5a52-7d0c-4d0e-9a57-3f1f7f5f0c11";

    private static readonly Dictionary<string, string> Expected = new()
    {
        ["X-Content-Type-Options"] = "nosniff",
        ["X-Frame-Options"] = "DENY",
        ["Referrer-Policy"] = "no-referrer",
        ["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
        ["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()",
    };

    [Theory]
    [InlineData("GET", "/", HttpStatusCode.OK)]
    [InlineData("GET", "/api/health/live", HttpStatusCode.OK)]
    [InlineData("GET", "/api/version", HttpStatusCode.OK)]
    [InlineData("GET", "/api/documents?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("GET", UnknownDocument, HttpStatusCode.NotFound)]
    [InlineData("HEAD", UnknownDocument + "/download", HttpStatusCode.NotFound)]
    [InlineData("GET", "/nothing", HttpStatusCode.NotFound)]
    [InlineData("PUT", "/api/documents", HttpStatusCode.MethodNotAllowed)]
    [InlineData("OPTIONS", "/api/documents", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/api/documents/upload", HttpStatusCode.UnsupportedMediaType)]
    public async Task Every_answer_has_them_and_is_kept_by_nobody(string method, string path, HttpStatusCode status)
    {
        using var answer = await SendAsync(method, path);
        Assert.Equal(status, answer.StatusCode);
        AssertHeaders(answer);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Fact]
    public async Task A_refused_caller_gets_them_too()
    {
        using var stranger = fixture.App.NewClient();
        using var answer = await stranger.GetAsync("/api/documents");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        AssertHeaders(answer);
    }

    [Fact]
    public async Task An_answer_that_may_be_asked_for_again_keeps_its_own_cache_rule_and_304_has_them_too()
    {
        using var first = await SendAsync("GET", "/api/documents");
        using var again = await SendAsync("GET", "/api/documents", ("If-None-Match", first.Header("ETag")));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.All([first, again], answer => Assert.Equal("no-cache, private", answer.Headers.CacheControl!.ToString()));
        Assert.All([first, again], AssertHeaders);
    }

    [Fact]
    public async Task A_download_has_them()
    {
        var uploaded = await fixture.App.Documents.UploadAndCompleteAsync();
        using var answer = await SendAsync("GET", $"/api/documents/{uploaded.DocumentId}/download");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        AssertHeaders(answer);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("http", "")]
    [InlineData("https", "max-age=31536000")]
    [InlineData("HTTPS", "max-age=31536000")]
    public async Task Only_callers_that_came_by_https_are_told_to_stay_there(string? forwardedProto, string expected)
    {
        using var answer = await SendAsync("GET", "/api/health/live", forwardedProto is null ? [] : [("X-Forwarded-Proto", forwardedProto)]);
        Assert.Equal(expected, answer.Header("Strict-Transport-Security"));
    }

    private static void AssertHeaders(HttpResponseMessage answer) =>
        Assert.All(Expected, header => Assert.Equal(header.Value, answer.Header(header.Key)));

    private async Task<HttpResponseMessage> SendAsync(string method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await fixture.App.Client.SendAsync(request);
    }
}
