using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Api.Http;

namespace RunFunctions.UnitTests.Http;

/// <summary>Allowed origins are exact; anything looser stops the app at start.</summary>
public sealed class CorsOriginsTests
{
    [Fact]
    public void No_origin_is_allowed_by_default() => Assert.True(new CorsOrigins(new CorsSettings()).IsEmpty);

    [Fact]
    public void Exact_origins_are_allowed_and_no_others()
    {
        var origins = Read(" https://app.example.org, http://localhost:5173 ,");

        Assert.All(["https://app.example.org", "http://localhost:5173"], origin => Assert.True(origins.Contains(origin)));
        Assert.All(["", "null", "http://app.example.org", "https://app.example.org:8443", "https://APP.example.org"], origin => Assert.False(origins.Contains(origin)));
    }

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
    public void Anything_else_stops_the_app_at_start(string origins)
    {
        Assert.Throws<InvalidOperationException>(() => Read(origins));
        Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddHttpContract(
            new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("Http:Cors:AllowedOrigins", origins)]).Build()));
    }

    private static CorsOrigins Read(string origins) => new(new CorsSettings { AllowedOrigins = origins });
}
