using Azure;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RunFunctions.Core.Access.Application;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.Api.Access.Demonstration;

/// <summary>Seeds the demonstration before the app listens. Only ever on Azurite, whatever the settings say.</summary>
public sealed partial class DemonstrationSeeder(
    DemonstrationSettings settings,
    StorageClients storage,
    StorageSetup setup,
    SeedDemonstration seedDemonstration,
    ILogger<DemonstrationSeeder> logger) : IHostedService
{
    /// <exception cref="InvalidOperationException">Seeding is switched on and the storage is not Azurite.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Mode == DemonstrationMode.On && !storage.IsAzurite)
        {
            throw new InvalidOperationException("Access:Demonstration:Mode is On and the storage is not Azurite: demonstration tokens are never issued anywhere else.");
        }

        if (settings.Mode == DemonstrationMode.Off || !storage.IsAzurite)
        {
            return;
        }

        var file = DemonstrationTokenFile.Of(settings);
        try
        {
            await setup.EnsureAsync(cancellationToken);
            file.Write(await seedDemonstration.HandleAsync(file.Read(), cancellationToken));
            Seeded(logger, file.Path);
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException or IOException or UnauthorizedAccessException)
        {
            // The app works without; whoever wants to try it sees why it is not there.
            NotSeeded(logger, failure, file.Path);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Two demonstration organizations are ready; their tokens are in {path}.")]
    private static partial void Seeded(ILogger logger, string path);

    [LoggerMessage(LogLevel.Warning, "The demonstration organizations could not be made ready ({path}).")]
    private static partial void NotSeeded(ILogger logger, Exception failure, string path);
}
