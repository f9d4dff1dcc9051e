using System.Threading.Channels;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Engine.Application.Webhooks;

/// <summary>
/// Events of runs on their way from the write that made them to the webhooks, inside this process. What is lost here, because the
/// process ends or more happens than can be noted, is made good when the run ends.
/// </summary>
public sealed class TransitionFeed
{
    private const int Capacity = 10_000;

    private readonly Channel<RunEvent> _events =
        Channel.CreateBounded<RunEvent>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Notes an event of a run; those of steps are nobody's business. Never waits.</summary>
    public void Publish(RunEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (happened.Sequence is not null)
        {
            _events.Writer.TryWrite(happened);
        }
    }

    /// <summary>Every event as it comes.</summary>
    public IAsyncEnumerable<RunEvent> ReadAsync(CancellationToken cancellationToken) => _events.Reader.ReadAllAsync(cancellationToken);
}
