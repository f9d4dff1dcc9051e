using System.Net;
using System.Net.Http.Headers;
using RunFunctions.AzuriteTests.Support;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary>What the reference system's routes let through or answered in other shapes (specs/documents.md §9.2).</summary>
public sealed class ErrorContractTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private readonly AppHost _app = fixture.App;

    /// <summary>Defect 1: the same routes without their prefix were open to everybody.</summary>
    [Theory]
    [InlineData("/documents")]
    [InlineData("/documents/upload")]
    [InlineData("/runs/0f8fad5b-d9cb-469f-a165-70867728950e/artifacts/raw-text")]
    public async Task Routes_without_their_prefix_do_not_exist(string path)
    {
        using var answer = await _app.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    /// <summary>Defect 18: some errors had bodies of other shapes, and told what an exception said.</summary>
    [Theory]
    [InlineData("GET", "/api/documents", false, 401, "UNAUTHORIZED")]
    [InlineData("GET", "/api/documents?limit=x", true, 400, "INVALID_REQUEST")]
    [InlineData("GET", "/api/documents/not-an-id", true, 400, "INVALID_REQUEST")]
    [InlineData("GET", "/api/documents/0f8fad5b-d9cb-469f-a165-70867728950e", true, 404, "NOT_FOUND")]
    [InlineData("PUT", "/api/documents", true, 405, "METHOD_NOT_ALLOWED")]
    [InlineData("GET", "/api/no-such-route", true, 404, "NOT_FOUND")]
    [InlineData("POST", "/api/documents/upload", true, 415, "UNSUPPORTED_MEDIA_TYPE")]
    public async Task Every_error_has_the_same_shape(string method, string path, bool isSignedIn, int status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (!isSignedIn)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "nobody");
        }

        using var answer = await _app.Client.SendAsync(request);
        var body = await answer.ReadJsonAsync();
        Assert.Equal((status, code), ((int)answer.StatusCode, body.Text("error_code")));
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Subset(
            (HashSet<string>)["type", "title", "status", "detail", "error_code", "message", "details", "request_id"], body.Members().ToHashSet());
        Assert.False(string.IsNullOrEmpty(body.Text("message")));
        Assert.Equal(answer.Header("X-Request-ID"), body.Text("request_id"));
    }
}
