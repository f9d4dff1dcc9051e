using System.Net;
using RunFunctions.AzuriteTests.Support;

namespace RunFunctions.AzuriteTests.Http;

public sealed class RequestIdTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Theory]
    [InlineData("a")]
    [InlineData("Trace_01.part-2")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public async Task A_good_request_id_comes_back_in_header_body_and_log(string id)
    {
        using var answer = await GetAsync($"/api/runs/{Guid.Empty}/artifacts/raw-text", id);
        Assert.Equal(id, (await answer.ProblemAsync(HttpStatusCode.NotFound)).RequestId);
        await fixture.App.Log.WaitForAsync("RAW_TEXT_ACCESS_FAILED", line => line["request_id"] == id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a,b")]
    [InlineData("<script>")]
    [InlineData("{\"a\":1}")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    public async Task A_missing_or_unsafe_request_id_is_replaced_by_a_new_one(string? id)
    {
        using var first = await GetAsync("/api/health/live", id);
        using var second = await GetAsync("/api/health/live", id);
        Assert.Matches("^[0-9a-f]{16}$", first.Header("X-Request-ID"));
        Assert.NotEqual(first.Header("X-Request-ID"), second.Header("X-Request-ID"));
    }

    [Fact]
    public async Task The_request_id_of_an_upload_is_on_every_log_line_of_its_run()
    {
        using var form = DocumentsDriver.Form(Pdfs.Record);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/documents/upload") { Content = form };
        request.Headers.Add("X-Request-ID", "upload-17");
        using var answer = await fixture.App.Client.SendAsync(request);
        var document = (await answer.ReadJsonAsync()).Text("document_id")!;
        await fixture.App.Log.WaitForAsync("RUN_COMPLETED", line => line["document_id"] == document);
        Assert.All(fixture.App.Log.EventsOf(document), line => Assert.Equal("upload-17", line["request_id"]));
    }

    private Task<HttpResponseMessage> GetAsync(string path, string? id)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (id is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Request-ID", id);
        }

        return fixture.App.Client.SendAsync(request);
    }
}
