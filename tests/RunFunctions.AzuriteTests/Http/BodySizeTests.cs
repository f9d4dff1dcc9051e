using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Hosting;
using RunFunctions.AzuriteTests.Support;

namespace RunFunctions.AzuriteTests.Http;

/// <summary>No request has a larger body than its function allows, announced or not. The functions of this app read their whole body.</summary>
public sealed class BodySizeTests(BodySizeTests.Fixture fixture) : IClassFixture<BodySizeTests.Fixture>
{
    private const int LargestBytes = 64 * 1024;
    private const string Path = "/api/documents/0b7f5a52-7d0c-4d0e-9a57-3f1f7f5f0c11/reprocess";

    [Fact]
    public async Task An_announced_larger_body_is_refused_before_any_of_it_is_sent()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(fixture.App.Client.BaseAddress!.Host, fixture.App.Client.BaseAddress.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {Path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {LargestBytes + 1}\r\n\r\n"));
        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await reader.ReadLineAsync());
    }

    [Fact]
    public async Task The_refusal_has_the_form_of_all_others()
    {
        using var answer = await PostAsync(LargestBytes + 1, chunked: false);
        await answer.RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE");
    }

    [Fact]
    public async Task A_larger_body_of_unannounced_length_is_cut_off_while_it_is_read()
    {
        using var answer = await PostAsync(3 * LargestBytes, chunked: true);
        await answer.RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_of_exactly_64_KiB_is_read(bool chunked)
    {
        using var answer = await PostAsync(LargestBytes, chunked);
        await answer.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    private async Task<HttpResponseMessage> PostAsync(int bytes, bool chunked)
    {
        using var body = new ByteArrayContent(new byte[bytes]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = body };
        request.Headers.TransferEncodingChunked = chunked;
        return await fixture.App.Client.SendAsync(request);
    }

    public sealed class Fixture : IAsyncLifetime
    {
        internal AppHost App { get; private set; } = null!;

        public async Task InitializeAsync() => App = await AppHost.StartAsync(builder => builder.UseMiddleware<ReadWholeBody>());

        public async Task DisposeAsync() => await App.DisposeAsync();
    }

    private sealed class ReadWholeBody : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            if (context.GetHttpContext() is { } http)
            {
                await http.Request.Body.CopyToAsync(Stream.Null, context.CancellationToken);
            }

            await next(context);
        }
    }
}
