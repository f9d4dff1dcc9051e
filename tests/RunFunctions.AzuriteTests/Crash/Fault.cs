using System.Collections.Concurrent;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>What happens at one call to storage.</summary>
public enum Fault
{
    None,

    /// <summary>The process dies before the call is sent.</summary>
    DieBefore,

    /// <summary>The call is done and the process dies before the reply.</summary>
    DieAfter,

    /// <summary>The call is done, the reply is lost, and the client's own retry makes the call again.</summary>
    LoseReply,

    /// <summary>The call is done, and the caller is told that it failed.</summary>
    FailAfter,

    /// <summary>The process stands still before the call until everybody has taken it for dead; then it goes on.</summary>
    Stall,
}

/// <summary>The process is gone: nothing that it was about to do happens.</summary>
internal sealed class ProcessDiedException() : Exception("The process died.");

/// <summary>Does a fault at the n-th request to storage; once dead, no request leaves any more.</summary>
internal sealed class FaultPolicy(Fault fault, int atCall) : HttpPipelinePolicy
{
    private readonly TaskCompletionSource _stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _awake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<Uri> _asked = new();
    private int _calls;
    private volatile bool _isDead;
    private volatile bool _isOver;

    /// <summary>A new policy that does nothing.</summary>
    public static FaultPolicy None => new(Fault.None, 0);

    public int Calls => _calls;

    /// <summary>What was asked, in order.</summary>
    public IReadOnlyCollection<Uri> Asked => _asked;

    /// <summary>Ends when the process stands still.</summary>
    public Task Stalled => _stalled.Task;

    /// <summary>Whether the process died.</summary>
    public bool IsDead => _isDead;

    /// <summary>The request at which it happened.</summary>
    public string? Place { get; private set; }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var isHere = Interlocked.Increment(ref _calls) == atCall && fault != Fault.None && !_isOver;
        if (isHere)
        {
            Place = $"{message.Request.Method} {message.Request.Uri.Path}";
        }

        _isDead |= isHere && fault == Fault.DieBefore;
        if (_isDead)
        {
            throw new ProcessDiedException();
        }

        if (isHere && fault == Fault.Stall)
        {
            _stalled.SetResult();
            await _awake.Task;
        }

        _asked.Enqueue(message.Request.Uri.ToUri());
        await ProcessNextAsync(message, pipeline);
        if (message.Response.Headers.TryGetValue("x-ms-error-code", out var code) && code == "TableNotFound")
        {
            throw new InvalidOperationException($"There is no table for {message.Request.Uri.Path}.");
        }

        if (isHere && fault != Fault.Stall)
        {
            Happen();
        }
    }

    /// <summary>The use case is over: what is asked from now on meets no fault, also when it made fewer requests than before.</summary>
    public void Disarm() => _isOver = true;

    /// <summary>A process that stands still goes on.</summary>
    public void Wake() => _awake.TrySetResult();

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    private void Happen()
    {
        switch (fault)
        {
            case Fault.DieAfter:
                _isDead = true;
                throw new ProcessDiedException();
            case Fault.LoseReply:
                throw new IOException("The reply was lost.");
            default:
                throw new RequestFailedException(500, "The service answered with an error.");
        }
    }
}
