using Azure;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RunFunctions.Core.Engine.Application;

namespace RunFunctions.Api.Engine;

/// <summary>
/// Lets this process's lease keeper work once a second, and give the leases back when the process stops in order. Every
/// instance of the app has its own.
/// </summary>
public sealed partial class RunHeartbeat(RunLeaseKeeper keeper, TimeProvider clock, ILogger<RunHeartbeat> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // Also when the time of the shutdown is up already: without it the runs wait until their leases expire.
    private static readonly TimeSpan ReleaseLimit = TimeSpan.FromSeconds(5);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var limit = new CancellationTokenSource(ReleaseLimit, clock);
        try
        {
            await keeper.ReleaseAllAsync(limit.Token);
        }
        catch (AggregateException failure)
        {
            NotReleased(logger, failure);
        }
    }

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

    [LoggerMessage(LogLevel.Warning, "Some leases could not be given back; their runs wait until they expire.")]
    private static partial void NotReleased(ILogger logger, Exception failure);
}
