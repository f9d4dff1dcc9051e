using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Api.Access;
using RunFunctions.Api.Documents;
using RunFunctions.Api.Engine;
using RunFunctions.Api.Platform;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Results;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>
/// The app's own composition without its host: the memory and identity of one process, on the storage and the clock of a
/// test, with a fault in its storage clients.
/// </summary>
internal sealed class DocumentProcess : IAsyncDisposable
{
    private static readonly byte[] Pdf = File.ReadAllBytes(Path.Combine(TestAzurite.RepositoryRoot, "tests", "Fixtures", "Pdf", "ghostscript-ascii-en.pdf"));

    private readonly ServiceProvider _services;

    public DocumentProcess(
        string prefix,
        TimeProvider clock,
        FaultPolicy faults,
        RecoveryPolicy recovery = RecoveryPolicy.Fail,
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<IServiceCollection>? configure = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Storage:Prefix", prefix), new("Engine:RecoveryPolicy", recovery.ToString()), new("Engine:IntentGrace", "00:00:10")])
            .AddInMemoryCollection(settings ?? new Dictionary<string, string?>())
            .Build();
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(clock)
            .AddPlatform(configuration)
            .AddAccess(configuration)
            .AddEngine(configuration)
            .AddDocuments(configuration)
            .AddSingleton(new StorageClients(Tables(faults), Blobs(faults), new StorageNames(prefix)));
        configure?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public RunSettings Settings => Get<RunSettings>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public async Task<(string Document, RunId Run)> UploadAsync(RequestOrigin? origin = null)
    {
        var uploaded = await Get<UploadDocument>().HandleAsync(origin ?? TestCallers.Origin("request-1"), new Received(), CancellationToken.None);
        return (uploaded.Value!.Document.Id.ToString(), uploaded.Value.Runs.Latest!.Id);
    }

    public async Task<RunId> ReprocessAsync(string document)
    {
        var queued = await Get<ReprocessDocument>().HandleAsync(
            TestCallers.Origin("request-2"), Core.Documents.Domain.DocumentId.Parse(document), CancellationToken.None);
        return queued.Value!.Id;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static TableServiceClient Tables(FaultPolicy faults) => new(TestAzurite.ConnectionString, With(new TableClientOptions(), faults));

    private static BlobServiceClient Blobs(FaultPolicy faults) =>
        new(TestAzurite.ConnectionString, With(new BlobClientOptions(BlobClientOptions.ServiceVersion.V2021_12_02), faults));

    private static T With<T>(T options, FaultPolicy faults) where T : ClientOptions
    {
        options.Retry.Mode = RetryMode.Fixed;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.AddPolicy(faults, HttpPipelinePosition.PerRetry);
        return options;
    }

    private sealed class Received : IUploadForm, IReceivedFile
    {
        public string FileName => "record.pdf";

        public string ContentType => "application/pdf";

        public Stream Content { get; } = new MemoryStream(Pdf, writable: false);

        public Task<Result<T>> ReceiveAsync<T>(long maxBytes, Func<IReceivedFile, Task<Result<T>>> receive, CancellationToken cancellationToken) => receive(this);

        public Task<Refusal?> FinishAsync(CancellationToken cancellationToken) => Task.FromResult<Refusal?>(null);
    }
}
