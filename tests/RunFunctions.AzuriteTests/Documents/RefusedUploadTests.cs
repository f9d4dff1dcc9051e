using System.Net;
using System.Net.Sockets;
using System.Text;
using RunFunctions.AzuriteTests.Support;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary>Bad input gets the contract's error, is logged, and leaves nothing behind: no blob, no row, no orchestration.</summary>
public sealed class RefusedUploadTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const int LargestBytes = 20 * 1024 * 1024;
    private const string FileHeaders = "Content-Disposition: form-data; name=\"file\"; filename=\"record.pdf\"\r\nContent-Type: application/pdf";

    public static TheoryData<string, string> BrokenForms => new()
    {
        { "truncated mid-file", "multipart" },
        { "no closing boundary", "multipart" },
        { "no part at all", "required" },
        { "nothing at all", "multipart" },
        { "another boundary than announced", "multipart" },
        { "no boundary parameter", "multipart" },
        { "a boundary that is too long", "multipart" },
        { "a header line without a colon", "multipart" },
        { "a part without a disposition", "multipart" },
        { "too many part headers", "multipart" },
        { "part headers without end", "multipart" },
        { "a long story before the first boundary", "multipart" },
        { "a long story after the last boundary", "multipart" },
    };

    [Fact]
    public async Task An_empty_file_is_refused() => await RefusedAsync(
        DocumentsDriver.Form([]), answer => answer.InvalidAsync("file", "not_empty"), "not_empty");

    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    public async Task A_file_over_20_MiB_is_refused(int bytesTooMany) => await RefusedAsync(
        DocumentsDriver.Form(Pdfs.OfSize(LargestBytes + bytesTooMany)), TooLargeAsync, reason: null);

    [Fact]
    public async Task A_file_over_20_MiB_of_unannounced_length_is_refused() => await RefusedAsync(
        DocumentsDriver.Form(Pdfs.OfSize(LargestBytes + 1)), TooLargeAsync, reason: null, chunked: true);

    [Fact]
    public async Task A_file_of_exactly_20_MiB_is_accepted_and_its_run_ends_truthfully()
    {
        var uploaded = await fixture.App.Documents.UploadAsync(Pdfs.OfSize(LargestBytes));
        Assert.Equal("FAILED", await fixture.App.Documents.WaitForEndAsync(uploaded.RunId));
        var document = await fixture.App.Documents.DocumentAsync(uploaded.DocumentId);
        Assert.Equal(LargestBytes, document.GetProperty("file_size").GetInt32());
        Assert.Equal("EXTRACTION_FAILED", document.Text("failure_type"));
    }

    [Theory]
    [InlineData("just text")]
    [InlineData("PK\u0003\u0004 a zip archive")]
    [InlineData("%PDF")]
    public async Task A_file_that_is_no_PDF_whatever_its_name_says_is_refused(string content) => await RefusedAsync(
        DocumentsDriver.Form(Encoding.Latin1.GetBytes(content)), answer => UnsupportedAsync(answer, "content"), "content");

    [Theory]
    [InlineData("record.txt")]
    [InlineData("record")]
    [InlineData("record.pdf.exe")]
    public async Task A_file_with_another_extension_is_refused(string fileName) => await RefusedAsync(
        DocumentsDriver.Form(Pdfs.Record, fileName), answer => UnsupportedAsync(answer, "extension"), "extension");

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    [InlineData("application/pdfx")]
    public async Task A_part_of_another_media_type_is_refused(string contentType) => await RefusedAsync(
        DocumentsDriver.Form(Pdfs.Record, contentType: contentType), answer => UnsupportedAsync(answer, "content_type"), "content_type");

    [Fact]
    public async Task A_part_without_a_media_type_is_refused() => await RefusedAsync(
        new MultipartBody().Part("Content-Disposition: form-data; name=\"file\"; filename=\"record.pdf\"", Pdfs.Record).Closed(),
        answer => UnsupportedAsync(answer, "content_type"),
        "content_type");

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/mixed; boundary=x")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task A_request_that_is_no_form_is_refused(string contentType) => await RefusedAsync(
        MultipartBody.WithFile(Pdfs.Record).Closed(contentType), answer => UnsupportedAsync(answer, "content_type"), "content_type");

    [Fact]
    public async Task Two_files_are_refused() => await RefusedAsync(
        MultipartBody.WithFile(Pdfs.Record).Part(FileHeaders, Pdfs.Record).Closed(), answer => answer.InvalidAsync("file", "single"), "single");

    [Fact]
    public async Task An_unknown_part_before_the_file_is_refused_by_name() => await RefusedAsync(
        new MultipartBody().Part("Content-Disposition: form-data; name=\"comment\"", "hello"u8.ToArray()).Part(FileHeaders, Pdfs.Record).Closed(),
        answer => answer.InvalidAsync("comment", "unknown"),
        "unknown");

    [Fact]
    public async Task An_unknown_part_after_the_file_is_refused_by_name() => await RefusedAsync(
        MultipartBody.WithFile(Pdfs.Record).Part("Content-Disposition: form-data; name=\"comment\"", "hello"u8.ToArray()).Closed(),
        answer => answer.InvalidAsync("comment", "unknown"),
        "unknown");

    [Theory]
    [InlineData("name=\"document\"; filename=\"record.pdf\"", "document", "unknown")]
    [InlineData("name=\"File\"; filename=\"record.pdf\"", "File", "unknown")]
    [InlineData("filename=\"record.pdf\"", "part", "unknown")]
    [InlineData("name=\"file\"", "file", "file")]
    [InlineData("name=\"file\"; filename=\"\"", "file", "file")]
    public async Task A_part_that_is_not_a_file_named_file_is_refused(string parameters, string path, string rule) => await RefusedAsync(
        MultipartBody.WithFile(Pdfs.Record, parameters).Closed(), answer => answer.InvalidAsync(path, rule), rule);

    [Theory]
    [MemberData(nameof(BrokenForms))]
    public async Task A_broken_form_is_refused(string how, string rule) => await RefusedAsync(
        Broken(how), answer => answer.InvalidAsync(rule == "required" ? "file" : "body", rule), rule);

    [Theory]
    [InlineData(200_000)]
    [InlineData(6_000_000)]
    public async Task A_client_that_goes_away_in_the_middle_leaves_nothing_behind(int bytesSent)
    {
        var before = await fixture.App.Stored.EverythingAsync();
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(fixture.App.Client.BaseAddress!.Host, fixture.App.Client.BaseAddress.Port);
            await using var stream = client.GetStream();
            var body = await MultipartBody.WithFile(Pdfs.OfSize(bytesSent)).Unclosed().ReadAsByteArrayAsync();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /api/documents/upload HTTP/1.1\r\nHost: localhost\r\nAuthorization: {fixture.App.Client.DefaultRequestHeaders.Authorization}\r\nContent-Type: multipart/form-data; boundary={MultipartBody.Boundary}\r\nContent-Length: {body.Length + 1000}\r\n\r\n"));
            await stream.WriteAsync(body);
            await fixture.App.Calls.WaitForAsync(1);
        }

        await fixture.App.Calls.WaitForAsync(0);
        Assert.Equal(before, await fixture.App.Stored.EverythingAsync());
    }

    [Fact]
    public async Task A_client_that_does_not_wait_for_the_answer_leaves_a_whole_document_or_nothing()
    {
        var body = await MultipartBody.WithFile(Pdfs.Record).Closed().ReadAsByteArrayAsync();
        for (var i = 0; i < 10; i++)
        {
            var begun = fixture.App.Calls.Begun;
            using var client = new TcpClient();
            await client.ConnectAsync(fixture.App.Client.BaseAddress!.Host, fixture.App.Client.BaseAddress.Port);
            await using var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /api/documents/upload HTTP/1.1\r\nHost: localhost\r\nAuthorization: {fixture.App.Client.DefaultRequestHeaders.Authorization}\r\nContent-Type: multipart/form-data; boundary={MultipartBody.Boundary}\r\nContent-Length: {body.Length}\r\n\r\n"));
            await stream.WriteAsync(body);
            await fixture.App.Calls.WaitForOneMoreAsync(begun);
        }

        await fixture.App.Calls.WaitForAsync(0);
        var after = await Eventually.GetAsync(CountAsync, count => count.Unfinished == 0, "every run ends");
        Assert.Equal(after.Documents, after.Blobs);
        Assert.Equal(after.Documents, after.Listed);
    }

    [Fact]
    public async Task The_media_type_may_have_parameters_and_any_case()
    {
        using var answer = await fixture.App.Client.PostAsync(
            "/api/documents/upload",
            new MultipartBody().Part("content-disposition: FORM-DATA; name=file; filename=Record.PDF\r\ncontent-type: Application/PDF; charset=binary", Pdfs.Record)
                .Closed($"Multipart/Form-Data; boundary=\"{MultipartBody.Boundary}\""));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        await fixture.App.Documents.WaitForEndAsync(answer.Header("Operation-Location").Split('/')[^1]);
    }

    private async Task<(int Documents, int Listed, int Blobs, int Unfinished)> CountAsync()
    {
        var everything = await fixture.App.Stored.EverythingAsync();
        return (
            everything.Count(name => name.StartsWith("Runs ", StringComparison.Ordinal) && name.Contains(" subject|", StringComparison.Ordinal)),
            everything.Count(name => name.StartsWith("DocumentIndex ", StringComparison.Ordinal)),
            everything.Count(name => name.StartsWith("blob ", StringComparison.Ordinal) && name.EndsWith("original.pdf", StringComparison.Ordinal)),
            everything.Count(name => name.StartsWith("RunIndex ", StringComparison.Ordinal) && name.Contains(" active|", StringComparison.Ordinal)));
    }

    private async Task RefusedAsync(HttpContent body, Func<HttpResponseMessage, Task> assert, string? reason, bool chunked = false)
    {
        var before = await fixture.App.Stored.EverythingAsync();
        var id = $"refused-{Guid.NewGuid():N}";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/documents/upload") { Content = body };
        request.Headers.Add("X-Request-ID", id);
        request.Headers.TransferEncodingChunked = chunked;
        using var answer = await fixture.App.Client.SendAsync(request);
        await assert(answer);
        Assert.Equal(before, await fixture.App.Stored.EverythingAsync());

        var line = await fixture.App.Log.WaitForAsync("DOCUMENT_UPLOADED", written => written["request_id"] == id);
        Assert.Null(line["document_id"]);
        Assert.NotNull(line["error_code"]);
        Assert.Equal(reason, line["failure_reason"]);
    }

    private static Task TooLargeAsync(HttpResponseMessage answer) => answer.RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "FILE_TOO_LARGE");

    private static async Task UnsupportedAsync(HttpResponseMessage answer, string reason)
    {
        var problem = await answer.ProblemAsync(HttpStatusCode.UnsupportedMediaType);
        Assert.Equal(("UNSUPPORTED_MEDIA_TYPE", reason), (problem.ErrorCode, problem.Reason));
    }

    private static ByteArrayContent Broken(string how)
    {
        var whole = MultipartBody.WithFile(Pdfs.Record);
        var longBoundary = new string('b', 5000);
        return how switch
        {
            "truncated mid-file" => new MultipartBody().Raw($"--{MultipartBody.Boundary}\r\n{FileHeaders}\r\n\r\n").Raw(Pdfs.Record[..1000]).Unclosed(),
            "no closing boundary" => whole.Unclosed(),
            "no part at all" => new MultipartBody().Closed(),
            "nothing at all" => new MultipartBody().Unclosed(),
            "another boundary than announced" => whole.Closed("multipart/form-data; boundary=another"),
            "no boundary parameter" => whole.Closed("multipart/form-data"),
            "a boundary that is too long" => whole.Closed("multipart/form-data; boundary=" + longBoundary),
            "a header line without a colon" => new MultipartBody().Part("absurd", Pdfs.Record).Closed(),
            "a part without a disposition" => new MultipartBody().Part("Content-Type: application/pdf", Pdfs.Record).Closed(),
            "too many part headers" => new MultipartBody().Part(string.Join("\r\n", Enumerable.Range(0, 100).Select(i => $"X-{i}: {i}")), Pdfs.Record).Closed(),
            "part headers without end" => new MultipartBody().Part("X: " + new string('x', 100_000), Pdfs.Record).Closed(),
            "a long story before the first boundary" => new MultipartBody().Raw(new string('x', 1_000_000) + "\r\n").Part(FileHeaders, Pdfs.Record).Closed(),
            "a long story after the last boundary" => whole.Raw($"--{MultipartBody.Boundary}--\r\n").Raw(new string('x', 1_000_000)).Unclosed(),
            _ => throw new ArgumentOutOfRangeException(nameof(how)),
        };
    }
}
