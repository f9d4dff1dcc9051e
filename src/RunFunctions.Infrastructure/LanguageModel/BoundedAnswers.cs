namespace RunFunctions.Infrastructure.LanguageModel;

/// <summary>Reads no more of an answer than it may have.</summary>
/// <param name="maxBytes">Of its body.</param>
internal sealed class BoundedAnswers(int maxBytes, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <exception cref="HttpRequestException"><see cref="HttpRequestError.ConfigurationLimitExceeded"/>: it was longer.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        try
        {
            await answer.Content.LoadIntoBufferAsync(maxBytes, cancellationToken);
            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }
}
