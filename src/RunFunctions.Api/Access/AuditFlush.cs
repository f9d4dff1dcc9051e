using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.Api.Access;

/// <summary>
/// Stores what waits in the audit of this process well within a second, and the rest when the process ends. Every instance of
/// the app has its own.
/// </summary>
public sealed partial class AuditFlush(AuditLog audit, TimeProvider clock, ILogger<AuditFlush> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(400);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var timer = new PeriodicTimer(Interval, clock);
        while (!await TryFlushAsync() && !cancellationToken.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryFlushAsync();
        }
    }

    private async Task<bool> TryFlushAsync()
    {
        try
        {
            await audit.FlushAsync();
            return audit.IsEmpty;
        }
        catch (AggregateException failure)
        {
            // Storage is away; nothing is lost, and the next round tries again.
            Failed(logger, failure);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "The audit could not be stored; its entries wait.")]
    private static partial void Failed(ILogger logger, Exception failure);
}
