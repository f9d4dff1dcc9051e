using System.Net;
using System.Text;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace LocalRuntime.Tests.Tables;

/// <summary>Answers as the test wants and keeps what was asked: for replies that the emulator does not give.</summary>
internal sealed class StubTransport(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    public List<HttpRequestMessage> Requests { get; } = [];

    public TableClientOptions Options => new() { Transport = new HttpClientTransport(this), Retry = { MaxRetries = 2, Delay = TimeSpan.Zero, Mode = Azure.Core.RetryMode.Fixed } };

    public static HttpResponseMessage Reply(HttpStatusCode status, string body = "", string mediaType = "application/json", string? errorCode = null)
    {
        var reply = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8) };
        reply.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(mediaType);
        if (errorCode is not null)
        {
            reply.Headers.Add("x-ms-error-code", errorCode);
        }

        return reply;
    }

    public static string Header(HttpRequestMessage request, string name) => string.Join(',', request.Headers.GetValues(name));

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        return answer(request);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(Send(request, cancellationToken));
}
