using System.Net;
using RunFunctions.AzuriteTests.Support;

namespace RunFunctions.AzuriteTests.Http;

/// <summary>Pages of allowed origins may read answers; all others are answered as if there were no such thing.</summary>
public sealed class CorsTests(CorsTests.Fixture fixture) : IClassFixture<CorsTests.Fixture>
{
    private const string Allowed = "https://app.example.org";
    private const string Other = "https://app.example.org.evil.example";

    [Fact]
    public async Task A_preflight_of_an_allowed_origin_is_answered_without_an_identity()
    {
        using var answer = await PreflightAsync("/api/documents", Allowed);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(Allowed, answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal("GET", answer.Header("Access-Control-Allow-Methods"));
        Assert.Contains("Authorization", answer.Header("Access-Control-Allow-Headers"), StringComparison.Ordinal);
        Assert.Equal("600", answer.Header("Access-Control-Max-Age"));
        Assert.Equal("Origin", answer.Header("Vary"));
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.NotEmpty(answer.Header("X-Request-ID"));
    }

    [Theory]
    [InlineData("/api/documents", Other, HttpStatusCode.MethodNotAllowed)]
    [InlineData("/api/documents", "null", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/nothing", Allowed, HttpStatusCode.NotFound)]
    public async Task Other_preflights_are_refused(string path, string origin, HttpStatusCode status)
    {
        using var answer = await PreflightAsync(path, origin);
        Assert.Equal(status, answer.StatusCode);
        Assert.Empty(answer.Header("Access-Control-Allow-Methods"));
    }

    [Fact]
    public async Task OPTIONS_that_is_no_preflight_is_a_method_like_any_other()
    {
        using var answer = await SendAsync(HttpMethod.Options, "/api/documents", Allowed);
        await answer.RefusedAsync(HttpStatusCode.MethodNotAllowed, "METHOD_NOT_ALLOWED");
    }

    [Theory]
    [InlineData("/api/health/live", HttpStatusCode.OK)]
    [InlineData("/api/documents", HttpStatusCode.Unauthorized)]
    [InlineData("/nothing", HttpStatusCode.NotFound)]
    public async Task An_allowed_origin_may_read_every_answer_and_the_headers_it_needs(string path, HttpStatusCode status)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, Allowed);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(Allowed, answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal(["X-Request-ID", "Location", "Operation-Location", "Retry-After", "ETag", "Preference-Applied", "Idempotency-Status"], answer.Headers.GetValues("Access-Control-Expose-Headers").Single().Split(", "));
        Assert.Equal("Origin", answer.Header("Vary"));
    }

    [Theory]
    [InlineData(Other)]
    [InlineData("http://app.example.org")]
    [InlineData("https://app.example.org:8443")]
    [InlineData(null)]
    public async Task No_other_origin_may_read_anything(string? origin)
    {
        using var answer = await SendAsync(HttpMethod.Get, "/api/health/live", origin);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("Origin", answer.Header("Vary"));
    }

    [Fact]
    public async Task Cookies_are_never_allowed()
    {
        using var preflight = await PreflightAsync("/api/documents", Allowed);
        using var answer = await SendAsync(HttpMethod.Get, "/api/health/live", Allowed);
        Assert.All([preflight, answer], sent => Assert.Empty(sent.Header("Access-Control-Allow-Credentials")));
    }

    private Task<HttpResponseMessage> PreflightAsync(string path, string origin) =>
        SendAsync(HttpMethod.Options, path, origin, ("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Headers", "authorization"));

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? origin, params (string Name, string Value)[] headers)
    {
        using var page = fixture.App.NewClient();
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in origin is null ? headers : [("Origin", origin), .. headers])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await page.SendAsync(request);
    }

    public sealed class Fixture : IAsyncLifetime
    {
        internal AppHost App { get; private set; } = null!;

        public async Task InitializeAsync() =>
            App = await AppHost.StartAsync(settings: ["--Http:Cors:AllowedOrigins", $"{Allowed}, http://localhost:5173"]);

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
