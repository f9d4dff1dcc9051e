using Microsoft.AspNetCore.Http;
using RunFunctions.Api.Access;

namespace RunFunctions.UnitTests.Access;

/// <summary>A link belongs to exactly the address before it.</summary>
public sealed class LinkParameterTests
{
    [Theory]
    [InlineData("/api/documents/1/download", "", null, null)]
    [InlineData("/api/documents/1/download", "?download=true", null, null)]
    [InlineData("/api/documents/1/download", "?link=a.b", "a.b", "/api/documents/1/download")]
    [InlineData("/api/documents/1/download", "?download=true&link=a.b", "a.b", "/api/documents/1/download?download=true")]
    [InlineData("/api/documents/1/download", "?link=a.b&download=true", "a.b", "")]
    [InlineData("/api/documents/1/download", "?link=a%2Eb", "a.b", "")]
    [InlineData("/api/documents/1/download", "?link=a.b&link=c.d", "a.b,c.d", "")]
    [InlineData("/api/documents/1/download", "?link=", "", "/api/documents/1/download")]
    public void A_link_is_read_with_the_address_before_it(string path, string query, string? link, string? address)
    {
        DefaultHttpContext http = new();
        http.Request.Path = path;
        http.Request.QueryString = new QueryString(query);

        Assert.Equal(link is null ? null : (link, address!), LinkParameter.Read(http.Request));
    }
}
