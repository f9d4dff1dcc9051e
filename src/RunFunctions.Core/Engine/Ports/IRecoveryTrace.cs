namespace RunFunctions.Core.Engine.Ports;

/// <summary>When recovery ran last, in whatever process: how a reader knows that timers run.</summary>
public interface IRecoveryTrace
{
    /// <summary>Recovery runs now.</summary>
    Task LeaveAsync(string worker, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>When it ran last, UTC; null when never.</summary>
    Task<DateTimeOffset?> FindAsync(CancellationToken cancellationToken);
}
