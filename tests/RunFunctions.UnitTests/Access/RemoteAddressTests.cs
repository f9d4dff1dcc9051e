using System.Net;
using Microsoft.AspNetCore.Http;
using RunFunctions.Api.Access;

namespace RunFunctions.UnitTests.Access;

/// <summary>A proxy on this machine is believed what it added; nobody else is believed anything.</summary>
public sealed class RemoteAddressTests
{
    [Theory]
    [InlineData("192.0.2.1", null, "192.0.2.1")]
    [InlineData("192.0.2.1", "198.51.100.7", "192.0.2.1")]
    [InlineData("127.0.0.1", null, "127.0.0.1")]
    [InlineData("127.0.0.1", "198.51.100.7", "198.51.100.7")]
    [InlineData("127.0.0.1", "198.51.100.7:50123", "198.51.100.7")]
    [InlineData("::1", "203.0.113.9, 198.51.100.7:50123", "198.51.100.7")]
    [InlineData("::1", "[2001:db8::1]:50123", "2001:db8::1")]
    [InlineData("::1", "2001:db8::1", "2001:db8::1")]
    [InlineData("::1", "somebody", "::1")]
    [InlineData("::1", "", "::1")]
    public void The_address_is_the_peers_or_what_a_local_proxy_added_last(string peer, string? forwarded, string expected)
    {
        DefaultHttpContext http = new();
        http.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        http.Request.Headers["X-Forwarded-For"] = forwarded;

        Assert.Equal(IPAddress.Parse(expected), RemoteAddress.Of(http));
    }
}
