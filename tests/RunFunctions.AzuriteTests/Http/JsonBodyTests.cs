using System.Net;
using System.Net.Http.Headers;
using System.Text;
using RunFunctions.AzuriteTests.Support;

namespace RunFunctions.AzuriteTests.Http;

/// <summary>What every function that takes a JSON body refuses, shown on one of them over real HTTP.</summary>
public sealed class JsonBodyTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const int LargestBytes = 64 * 1024;

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=iso-8859-1")]
    public async Task A_body_of_another_media_type_is_refused(string contentType)
    {
        using var answer = await PostAsync("{}", contentType);
        var problem = await answer.ProblemAsync(HttpStatusCode.UnsupportedMediaType);
        Assert.Equal(("UNSUPPORTED_MEDIA_TYPE", "content_type"), (problem.ErrorCode, problem.Reason));
    }

    [Theory]
    [InlineData("", "body required")]
    [InlineData("null", "body required")]
    [InlineData("{", "body json")]
    [InlineData("[]", "body type")]
    [InlineData("""{"surprise":1,"another":2,"surprise":3}""", "surprise unknown,another unknown,surprise unknown")]
    public async Task A_body_that_does_not_fit_is_refused_with_what_is_wrong(string body, string errors)
    {
        using var answer = await PostAsync(body);
        var problem = await answer.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal("INVALID_REQUEST", problem.ErrorCode);
        Assert.Equal(errors.Split(','), problem.Errors.Take(3));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_64_KiB_is_refused_whether_its_length_is_announced_or_not(bool chunked)
    {
        using var answer = await PostAsync(new string(' ', LargestBytes + 1), chunked: chunked);
        await answer.RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE");

        using var whole = await PostAsync(new string(' ', LargestBytes), chunked: chunked);
        await whole.InvalidAsync("body", "json");
    }

    private async Task<HttpResponseMessage> PostAsync(string body, string contentType = "application/json", bool chunked = false)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/access/tokens") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        return await fixture.App.Client.SendAsync(request);
    }
}
