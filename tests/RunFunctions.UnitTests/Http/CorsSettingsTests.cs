using RunFunctions.Api.Http;

namespace RunFunctions.UnitTests.Http;

/// <summary>Allowed origins are exact; anything looser stops the app at start.</summary>
public sealed class CorsSettingsTests
{
    [Fact]
    public void No_origin_is_allowed_by_default() => Assert.Empty(new CorsSettings().ReadOrigins());

    [Fact]
    public void Exact_origins_are_read() => Assert.Equal(
        ["http://localhost:5173", "https://app.example.org"],
        new CorsSettings { AllowedOrigins = " https://app.example.org, http://localhost:5173 ," }.ReadOrigins().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("*")]
    [InlineData("https://*.example.org")]
    [InlineData("https://app.example.org/")]
    [InlineData("https://app.example.org/path")]
    [InlineData("https://APP.example.org")]
    [InlineData("https://app.example.org:443")]
    [InlineData("https://user@app.example.org")]
    [InlineData("app.example.org")]
    [InlineData("null")]
    [InlineData("file:///app")]
    [InlineData("https://app.example.org, *")]
    public void Anything_else_is_refused(string origins) =>
        Assert.Throws<InvalidOperationException>(() => new CorsSettings { AllowedOrigins = origins }.ReadOrigins());
}
