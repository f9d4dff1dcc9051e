using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.Infrastructure.Runtime;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>The audit on real tables with their own prefix, written by as many processes as a test likes.</summary>
internal sealed class AuditWorld
{
    public static readonly OrganizationId Organization = OrganizationId.Parse("acme");

    private readonly StorageNames _names = new(TestAzurite.NewPrefix());

    private AuditWorld()
    {
        Clients = NewClients();
        Records = Clients.Table(StorageNames.AuditTable);
        Heads = Clients.Table(StorageNames.AuditChainsTable);
    }

    public TestClock Clock { get; } = new();

    public DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);

    public StorageClients Clients { get; }

    public TableClient Records { get; }

    public TableClient Heads { get; }

    public static async Task<AuditWorld> CreateAsync()
    {
        var world = new AuditWorld();
        using var setup = new StorageSetup(world.Clients);
        await setup.EnsureAsync(CancellationToken.None);
        return world;
    }

    /// <summary>A process of its own: its own chains, the same storage and clock.</summary>
    /// <param name="policy">Stands before each of its requests to storage.</param>
    /// <param name="clock">Another clock than the world's.</param>
    public AuditLog NewProcess(HttpPipelinePolicy? policy = null, TimeProvider? clock = null)
    {
        var clients = NewClients(policy);
        var heads = new AuditChainTable(clients);
        return new AuditLog(
            new AuditTable(clients, heads), heads, NewKeys(Clients), new RandomIdSource(), clock ?? Clock, NullLogger<AuditLog>.Instance);
    }

    public AuditEntry Entry(string request, OrganizationId? organization = null) => new(
        organization ?? Organization,
        Clock.GetUtcNow(),
        UserId.Parse("user"),
        "credential",
        "documents.read",
        "document",
        "6f1c0a52",
        AuditOutcome.Succeeded,
        null,
        request);

    /// <summary>Every record of the organization, oldest first.</summary>
    public Task<IReadOnlyList<TableEntity>> RecordsAsync() => RowsAsync(Records);

    public Task<IReadOnlyList<TableEntity>> HeadsAsync() => RowsAsync(Heads);

    /// <summary>Ids of the requests that are recorded, oldest first.</summary>
    public async Task<IReadOnlyList<string>> RequestsAsync() => [.. (await RecordsAsync()).Select(row => row.GetString("RequestId")!)];

    public async Task<AuditVerification> VerifyAsync(int days = 1)
    {
        var trail = new AuditTable(Clients, new AuditChainTable(Clients));
        var result = await new VerifyAudit(trail, NewKeys(Clients)).HandleAsync(Organization, Today.AddDays(1 - days), Today, CancellationToken.None);
        return result.Value!;
    }

    private static async Task<IReadOnlyList<TableEntity>> RowsAsync(TableClient table)
    {
        List<TableEntity> rows = [];
        await foreach (var row in table.QueryAsync<TableEntity>())
        {
            rows.Add(row);
        }

        rows.Reverse();
        return rows;
    }

    private SigningKeyTable NewKeys(StorageClients clients) =>
        new(clients, new ConfiguredKeys(new ConfigurationBuilder().Build()), new RandomSecretSource(), Clock);

    private StorageClients NewClients(HttpPipelinePolicy? policy = null)
    {
        var options = new TableClientOptions { Retry = { Mode = RetryMode.Fixed, Delay = TimeSpan.FromMilliseconds(1) } };
        if (policy is not null)
        {
            options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        }

        return new StorageClients(
            new TableServiceClient(TestAzurite.ConnectionString, options), new BlobServiceClient(TestAzurite.ConnectionString), _names);
    }
}

/// <summary>Storage that can be away, and counts what is sent to it.</summary>
internal sealed class StorageOutage : HttpPipelinePolicy
{
    private int _calls;

    public bool IsAway { get; set; }

    public int Calls => Volatile.Read(ref _calls);

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Interlocked.Increment(ref _calls);
        return IsAway ? throw new RequestFailedException(503, "The service does not answer.") : ProcessNextAsync(message, pipeline);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();
}
