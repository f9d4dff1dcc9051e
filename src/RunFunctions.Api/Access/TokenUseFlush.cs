using Azure;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RunFunctions.Core.Access.Application;

namespace RunFunctions.Api.Access;

/// <summary>Writes the last uses of tokens every few seconds and at the end. Every instance of the app writes its own.</summary>
public sealed partial class TokenUseFlush(NoteTokenUse noteTokenUse, TimeProvider clock, ILogger<TokenUseFlush> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await FlushAsync(stoppingToken);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await noteTokenUse.FlushAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException)
        {
            // Storage is away; the next round tries again.
            NotWritten(logger, failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The last uses of tokens could not be written.")]
    private static partial void NotWritten(ILogger logger, Exception failure);
}
