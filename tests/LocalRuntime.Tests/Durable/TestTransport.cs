using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace LocalRuntime.Tests.Durable;

/// <summary>How a storage call fails.</summary>
internal enum Fault
{
    /// <summary>The call never reaches storage.</summary>
    NotSent,

    /// <summary>Storage does what was asked; the reply is lost.</summary>
    ReplyLost,
}

/// <summary>The real transport, which counts calls and can lose them.</summary>
internal sealed class TestTransport : HttpPipelineTransport
{
    private readonly HttpPipelineTransport _inner = new HttpClientTransport();
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _failingCall;
    private readonly Fault _fault;
    private readonly int _lastFailingCall;
    private int _calls;

    public TestTransport()
        : this(int.MaxValue, Fault.NotSent)
    {
    }

    /// <param name="failingCall">Number of the first call that fails, from 1.</param>
    /// <param name="fault">How that one fails; those after it do not reach storage.</param>
    /// <param name="count">How many calls fail; all later ones, as after a crash, when null.</param>
    public TestTransport(int failingCall, Fault fault, int? count = null)
    {
        _failingCall = failingCall;
        _fault = fault;
        _lastFailingCall = count is { } several ? failingCall + several - 1 : int.MaxValue;
    }

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Completes when the call has failed.</summary>
    public Task Failed => _failed.Task;

    /// <summary>Called before each call with its method and path.</summary>
    public Action<string> OnCall { get; init; } = _ => { };

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        OnCall($"{message.Request.Method} {message.Request.Uri.Path}");
        var number = Interlocked.Increment(ref _calls);
        if (number < _failingCall || number > _lastFailingCall)
        {
            await _inner.ProcessAsync(message);
            return;
        }

        if (number == _failingCall && _fault == Fault.ReplyLost)
        {
            await _inner.ProcessAsync(message);
        }

        _failed.TrySetResult();
        throw new RequestFailedException("The connection was lost.", new HttpRequestException("The connection was lost."));
    }

    public override void Process(HttpMessage message) => throw new NotSupportedException();

    public override Request CreateRequest() => _inner.CreateRequest();
}
