using Microsoft.AspNetCore.Http;
using RunFunctions.Api.Engine;

namespace RunFunctions.UnitTests.Http;

public sealed class WaitPreferenceTests
{
    [Theory]
    [InlineData("wait=10", 10)]
    [InlineData("WAIT=10", 10)]
    [InlineData("wait=\"10\"", 10)]
    [InlineData("wait = 10", 10)]
    [InlineData("wait=10; foo=bar", 10)]
    [InlineData("respond-async, wait=10", 10)]
    [InlineData("wait=5, wait=10", 5)]
    [InlineData("wait=0", 0)]
    [InlineData("wait=30", 30)]
    [InlineData("wait=31", 30)]
    [InlineData("wait=2147483647", 30)]
    [InlineData("wait=99999999999999999999", 30)]
    public void Is_understood(string header, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), Of(header));

    [Theory]
    [InlineData("")]
    [InlineData("wait")]
    [InlineData("wait=")]
    [InlineData("wait=-1")]
    [InlineData("wait=1.5")]
    [InlineData("wait=ten")]
    [InlineData("wait=x, wait=10")]
    [InlineData("waiting=10")]
    [InlineData("return=minimal")]
    public void Is_ignored_when_it_cannot_be_understood(string header) => Assert.Null(Of(header));

    private static TimeSpan? Of(string header)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers["Prefer"] = header;
        return WaitPreference.Of(http.Request);
    }
}
