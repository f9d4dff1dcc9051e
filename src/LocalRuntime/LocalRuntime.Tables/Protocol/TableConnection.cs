using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Protocol;

/// <summary>One account behind one pipeline: builds requests, sends them, turns refusals into exceptions.</summary>
internal sealed class TableConnection
{
    public const string JsonMinimalMetadata = "application/json;odata=minimalmetadata";
    public const string DataServiceVersion = "3.0";

    private const string StorageScope = "https://storage.azure.com/.default";

    private readonly HttpPipeline _pipeline;
    private readonly string _version;

    private TableConnection(TableEndpoint endpoint, string accountName, HttpPipelinePolicy authentication, TableClientOptions? options)
    {
        options ??= new TableClientOptions();
        Endpoint = endpoint;
        AccountName = accountName;
        _version = options.VersionString;
        _pipeline = HttpPipelineBuilder.Build(new HttpPipelineOptions(options)
        {
            PerRetryPolicies = { authentication },
            ResponseClassifier = new ResponseClassifier(),
            RequestFailedDetailsParser = TableErrorParser.Instance,
        });
    }

    public TableEndpoint Endpoint { get; }

    public string AccountName { get; }

    public static TableConnection Create(string connectionString, TableClientOptions? options)
    {
        var settings = TableConnectionString.Parse(connectionString);
        var endpoint = TableEndpoint.Parse(settings.Endpoint);
        return settings.Key is { } key ? Create(endpoint, key, options) : Create(endpoint, settings.Signature!, options);
    }

    public static TableConnection Create(TableEndpoint endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new(endpoint, credential.AccountName, new SharedKeyLitePolicy(credential, TimeProvider.System), options);
    }

    public static TableConnection Create(TableEndpoint endpoint, AzureSasCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return endpoint.Signature is null
            ? new(endpoint, endpoint.AccountName, new SasPolicy(credential), options)
            : throw new ArgumentException("The endpoint carries a signature already; give either it or a credential.", nameof(credential));
    }

    public static TableConnection Create(TableEndpoint endpoint, TokenCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return string.Equals(endpoint.Root.Scheme, Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase)
            ? new(endpoint, endpoint.AccountName, new BearerTokenAuthenticationPolicy(credential, StorageScope), options)
            : throw new ArgumentException("A token credential needs an https endpoint.", nameof(endpoint));
    }

    /// <summary>An endpoint whose query is its shared access signature.</summary>
    public static TableConnection Create(TableEndpoint endpoint, TableClientOptions? options) => endpoint.Signature is { } signature
        ? new(endpoint, endpoint.AccountName, new SasPolicy(new AzureSasCredential(signature)), options)
        : throw new ArgumentException("The endpoint carries no shared access signature.", nameof(endpoint));

    public HttpMessage CreateMessage(RequestMethod method, string path)
    {
        var message = _pipeline.CreateMessage();
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(Endpoint.Root);
        request.Uri.AppendPath("/" + path, escape: false);
        request.Headers.SetValue("x-ms-version", _version);
        request.Headers.SetValue("DataServiceVersion", DataServiceVersion);
        request.Headers.SetValue("Accept", JsonMinimalMetadata);
        return message;
    }

    public static void SetJson(Request request, ReadOnlyMemory<byte> json)
    {
        request.Content = RequestContent.Create(json);
        request.Headers.SetValue("Content-Type", "application/json");
        request.Headers.SetValue("Prefer", "return-no-content");
    }

    /// <summary>Sends and hands out the reply if its status is expected.</summary>
    /// <exception cref="RequestFailedException">Any other status.</exception>
    public async Task<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken, params int[] expectedStatuses)
    {
        await _pipeline.SendAsync(message, cancellationToken);
        var response = message.Response;
        return expectedStatuses.Contains(response.Status) ? response : throw Failure(response);
    }

    public static RequestFailedException Failure(Response response) => new(response, innerException: null, TableErrorParser.Instance);
}
