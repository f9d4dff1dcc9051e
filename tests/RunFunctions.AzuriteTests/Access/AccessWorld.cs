using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Api.Access;
using RunFunctions.Api.Platform;
using RunFunctions.AzuriteTests.Crash;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>The use cases of the room as one process has them, with a fault in its storage clients.</summary>
internal sealed class AccessProcess : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public AccessProcess(string prefix, FaultPolicy faults)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Prefix", prefix)]).Build();
        var options = new TableClientOptions();
        options.Retry.Mode = RetryMode.Fixed;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.AddPolicy(faults, HttpPipelinePosition.PerRetry);
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddPlatform(configuration)
            .AddAccess(configuration)
            .AddSingleton(new StorageClients(
                new TableServiceClient(TestAzurite.ConnectionString, options), new BlobServiceClient(TestAzurite.ConnectionString), new StorageNames(prefix)))
            .BuildServiceProvider();
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

/// <summary>Tables that the processes of a test share.</summary>
internal sealed class AccessWorld : IAsyncDisposable
{
    private readonly string _prefix = TestAzurite.NewPrefix();

    private AccessWorld() => Healthy = NewProcess(FaultPolicy.None);

    /// <summary>A process without faults.</summary>
    public AccessProcess Healthy { get; }

    public static async Task<AccessWorld> CreateAsync()
    {
        var world = new AccessWorld();
        await world.Healthy.Get<StorageSetup>().EnsureAsync(CancellationToken.None);
        return world;
    }

    public AccessProcess NewProcess(FaultPolicy faults) => new(_prefix, faults);

    /// <summary>An admin of an organization that nobody else uses.</summary>
    public static RequestOrigin NewOrigin() => new(OrganizationId.Parse($"org-{Guid.NewGuid():N}"), UserId.Parse("admin-1"), "request-1");

    public ValueTask DisposeAsync() => Healthy.DisposeAsync();
}
