using System.Net;
using System.Text;
using RunFunctions.AzuriteTests.Support;

namespace RunFunctions.AzuriteTests.Documents;

public sealed class DownloadTests(DownloadTests.Fixture fixture) : IClassFixture<DownloadTests.Fixture>
{
    [Fact]
    public async Task A_download_is_the_original_byte_for_byte_to_be_shown()
    {
        using var answer = await GetAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/pdf", answer.Header("Content-Type"));
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("bytes", answer.Header("Accept-Ranges"));
        Assert.Equal("inline; filename=\"large.pdf\"; filename*=UTF-8''large.pdf", answer.Header("Content-Disposition"));
        Assert.Equal(fixture.Content, await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("?download=true", "attachment")]
    [InlineData("?download=false", "inline")]
    public async Task A_download_is_saved_or_shown_as_asked(string query, string disposition)
    {
        using var answer = await GetAsync(query: query);
        Assert.StartsWith(disposition + ";", answer.Header("Content-Disposition"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("yes")]
    [InlineData("")]
    public async Task A_download_parameter_that_is_neither_true_nor_false_is_refused(string value)
    {
        using var answer = await GetAsync(query: "?download=" + value);
        await answer.InvalidAsync("download", "boolean");
    }

    [Theory]
    [InlineData("bytes=0-4", 0, 4)]
    [InlineData("bytes=1048570-1048590", 1048570, 1048590)]
    [InlineData("bytes=4194300-", 4194300, Fixture.Size - 1)]
    [InlineData("bytes=-5", Fixture.Size - 5, Fixture.Size - 1)]
    [InlineData("bytes=5-99999999", 5, Fixture.Size - 1)]
    public async Task A_range_is_answered_206_with_these_bytes_and_no_others(string range, int from, int to)
    {
        using var answer = await GetAsync(("Range", range));
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal($"bytes {from}-{to}/{Fixture.Size}", answer.Header("Content-Range"));
        Assert.Equal(fixture.Content[from..(to + 1)], await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_range_behind_the_end_is_answered_416_with_the_size()
    {
        using var answer = await GetAsync(("Range", $"bytes={Fixture.Size}-"));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, answer.StatusCode);
        Assert.Equal($"bytes */{Fixture.Size}", answer.Header("Content-Range"));
    }

    [Fact]
    public async Task A_range_counts_only_if_the_caller_holds_the_same_content()
    {
        using var whole = await GetAsync();
        using var same = await GetAsync(("Range", "bytes=0-4"), ("If-Range", whole.Header("ETag")));
        Assert.Equal(HttpStatusCode.PartialContent, same.StatusCode);
        using var other = await GetAsync(("Range", "bytes=0-4"), ("If-Range", "\"other\""));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(Fixture.Size, (await other.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task Who_has_the_content_already_is_answered_304()
    {
        using var whole = await GetAsync();
        using var again = await GetAsync(("If-None-Match", whole.Header("ETag")));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task HEAD_tells_size_and_name_without_the_content()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, fixture.Path);
        using var answer = await fixture.App.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Fixture.Size, answer.Content.Headers.ContentLength);
        Assert.NotEmpty(answer.Header("Content-Disposition"));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData(
        "filename=\"Ñandú ación.pdf\"", "Ñandú ación.pdf",
        "inline; filename=\"?and? aci?n.pdf\"; filename*=UTF-8''%C3%91and%C3%BA%20aci%C3%B3n.pdf")]
    [InlineData(
        "filename=\"x.pdf\"; filename*=UTF-8''a%22b%0D%0AX-Evil%3A%201.pdf", "a\"bX-Evil: 1.pdf",
        "inline; filename=\"a'bX-Evil: 1.pdf\"; filename*=UTF-8''a%22bX-Evil%3A%201.pdf")]
    [InlineData("filename=\"D:\\inbox\\record.pdf\"", "record.pdf", "inline; filename=\"record.pdf\"; filename*=UTF-8''record.pdf")]
    [InlineData("filename=\"../../etc/record.pdf\"", "record.pdf", "inline; filename=\"record.pdf\"; filename*=UTF-8''record.pdf")]
    [InlineData("filename=\"a\\\"b.pdf\"", "a\"b.pdf", "inline; filename=\"a'b.pdf\"; filename*=UTF-8''a%22b.pdf")]
    public async Task The_original_name_comes_back_whole_and_can_break_no_header(string parameter, string stored, string disposition)
    {
        using var body = MultipartBody.WithFile(Pdfs.Record, "name=\"file\"; " + parameter).Closed();
        using var created = await fixture.App.Client.PostAsync("/api/documents/upload", body);
        var location = created.Header("Location");
        Assert.Equal(stored, (await fixture.App.Documents.ReadAsync(location)).Text("original_filename"));
        using var answer = await fixture.App.Client.GetAsync(location + "/download");
        Assert.Equal(disposition, answer.Header("Content-Disposition"));
        Assert.False(answer.Headers.Contains("X-Evil"));
    }

    private Task<HttpResponseMessage> GetAsync(params (string Name, string Value)[] headers) => GetAsync("", headers);

    private async Task<HttpResponseMessage> GetAsync(string query, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, fixture.Path + query);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await fixture.App.Client.SendAsync(request);
    }

    /// <summary>An original of several blocks, so that ranges cross their borders.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        public const int Size = 5 * 1024 * 1024 + 17;

        internal AppHost App { get; private set; } = null!;

        internal byte[] Content { get; } = [.. Encoding.ASCII.GetBytes("%PDF-1.7\n"), .. Enumerable.Range(9, Size - 9).Select(i => (byte)(i * 7 % 251))];

        internal string Path { get; private set; } = "";

        public async Task InitializeAsync()
        {
            App = await AppHost.StartAsync();
            Path = $"/api/documents/{(await App.Documents.UploadAsync(Content, "large.pdf")).DocumentId}/download";
        }

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
