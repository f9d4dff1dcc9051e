using Azure;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RunFunctions.Core.Engine.Application;

namespace RunFunctions.Api.Engine;

/// <summary>Lets this process's lease keeper work once a second. Every instance of the app has its own.</summary>
public sealed partial class RunHeartbeat(RunLeaseKeeper keeper, TimeProvider clock, ILogger<RunHeartbeat> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await keeper.RenewDueAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is RequestFailedException or AggregateException)
            {
                // Storage is away; the next beat tries again, and recovery decides if it stays away.
                Missed(logger, failure);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Leases could not be renewed.")]
    private static partial void Missed(ILogger logger, Exception failure);
}
