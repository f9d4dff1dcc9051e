using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Configuration;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// The clients of the app's storage account. Reads what the Functions host reads: a connection string in
/// <c>AzureWebJobsStorage</c>, or an identity with <c>AzureWebJobsStorage:accountName</c> (or <c>:tableServiceUri</c> and
/// <c>:blobServiceUri</c>).
/// </summary>
public sealed class StorageClients
{
    private const string Setting = "AzureWebJobsStorage";
    private const string EmulatorAccount = "devstoreaccount1";

    private readonly TableServiceClient _tables;
    private readonly BlobServiceClient _blobs;
    private readonly StorageNames _names;

    public StorageClients(IConfiguration configuration, StorageNames names, StorageCallPolicy calls)
    {
        _names = names;
        Meter = calls.Meter;
        var tableOptions = new TableClientOptions();
        tableOptions.AddPolicy(calls, HttpPipelinePosition.PerRetry);
        var blobOptions = new BlobClientOptions(BlobClientOptions.ServiceVersion.V2021_12_02);
        blobOptions.AddPolicy(calls, HttpPipelinePosition.PerRetry);

        var section = configuration.GetSection(Setting);
        if (Endpoint(section, "table") is { } tableEndpoint && Endpoint(section, "blob") is { } blobEndpoint)
        {
            TokenCredential identity = new DefaultAzureCredential();
            _tables = new TableServiceClient(tableEndpoint, identity, tableOptions);
            _blobs = new BlobServiceClient(blobEndpoint, identity, blobOptions);
        }
        else
        {
            var connection = configuration[Setting] is { Length: > 0 } text ? text : "UseDevelopmentStorage=true";
            _tables = new TableServiceClient(connection, tableOptions);
            _blobs = new BlobServiceClient(connection, blobOptions);
        }
    }

    /// <summary>Clients that were made elsewhere, for example with policies of their own.</summary>
    public StorageClients(TableServiceClient tables, BlobServiceClient blobs, StorageNames names) =>
        (_tables, _blobs, _names, Meter) = (tables, blobs, names, new StorageMeter());

    /// <summary>Counts what these clients do for each run.</summary>
    public StorageMeter Meter { get; }

    /// <summary>Whether the account is the emulator's, on this machine.</summary>
    public bool IsAzurite => _tables.AccountName == EmulatorAccount && _tables.Uri.IsLoopback && _blobs.Uri.IsLoopback;

    /// <summary>A table by its name in <see cref="StorageNames"/>.</summary>
    public TableClient Table(string name) => _tables.GetTableClient(_names.Table(name));

    /// <summary>A container by its name in <see cref="StorageNames"/>.</summary>
    public BlobContainerClient Container(string name) => _blobs.GetBlobContainerClient(_names.Container(name));

    /// <summary>A blob of the artifacts container.</summary>
    public BlockBlobClient Artifact(string name) => Container(StorageNames.ArtifactsContainer).GetBlockBlobClient(name);

    private static Uri? Endpoint(IConfigurationSection section, string service) =>
        section[$"{service}ServiceUri"] is { Length: > 0 } uri ? new Uri(uri)
        : section["accountName"] is { Length: > 0 } account ? new Uri($"https://{account}.{service}.core.windows.net")
        : null;
}
