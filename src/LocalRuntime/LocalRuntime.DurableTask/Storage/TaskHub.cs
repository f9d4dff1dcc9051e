using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace LocalRuntime.DurableTask.Storage;

/// <summary>The tables and the container of one task hub, named as by the Azure Storage provider.</summary>
internal sealed class TaskHub
{
    /// <param name="name">3 to 45 letters and digits, beginning with a letter.</param>
    /// <param name="connectionString">Storage account.</param>
    /// <param name="transport">Replaces the HTTP transport; null for the usual one.</param>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    public TaskHub(string name, string connectionString, HttpPipelineTransport? transport = null)
    {
        if (name.Length is < 3 or > 45 || !char.IsAsciiLetter(name[0]) || !name.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException($"Task hub name '{name}' should contain only alphanumeric characters, start with a letter, and have length between 3 and 45.", nameof(name));
        }

        Name = name;
        var tables = new TableServiceClient(connectionString, Configure(new TableClientOptions(), transport));
        Instances = tables.GetTableClient(name + "Instances");
        History = tables.GetTableClient(name + "History");
        LargeMessages = new BlobContainerClient(
            connectionString,
            name.ToLowerInvariant() + "-largemessages",
            Configure(new BlobClientOptions(BlobClientOptions.ServiceVersion.V2021_12_02), transport));
    }

    public string Name { get; }

    public TableClient Instances { get; }

    public TableClient History { get; }

    public BlobContainerClient LargeMessages { get; }

    /// <summary>Creates what is missing; three requests.</summary>
    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Instances.CreateIfNotExistsAsync(cancellationToken),
        History.CreateIfNotExistsAsync(cancellationToken),
        LargeMessages.CreateIfNotExistsAsync(cancellationToken: cancellationToken));

    private static TOptions Configure<TOptions>(TOptions options, HttpPipelineTransport? transport)
        where TOptions : ClientOptions
    {
        // The engine itself tries again after it has read back what was written; long pauses here would only delay that.
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(50);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(1);
        options.Diagnostics.IsDistributedTracingEnabled = false;
        if (transport is not null)
        {
            options.Transport = transport;
        }

        return options;
    }
}
