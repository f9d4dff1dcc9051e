using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker.Builder;
using RunFunctions.Api.Access;

namespace RunFunctions.AzuriteTests.Platform;

/// <summary>
/// Counts the storage calls of each function invocation. Whatever else the process does at the same time, such as timers
/// and heartbeats, is not mixed in: the count belongs to the call chain of the invocation.
/// </summary>
internal sealed class InvocationCosts : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly AsyncLocal<Tally?> _current = new();
    private readonly ConcurrentDictionary<string, Channel<int>> _ended = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public InvocationCosts()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "runfunctions.storage.calls")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, calls, _, _) => _current.Value?.Add(calls));
        _listener.Start();
    }

    /// <summary>Surrounds every function of an app that is being built.</summary>
    public void Surround(FunctionsApplicationBuilder builder) => builder.Use(next => async context =>
    {
        var calls = await CountAsync(() => next(context));
        Ended(context.FunctionDefinition.Name).Writer.TryWrite(calls);
    });

    /// <summary>Entries of the audit are stored by requests only: none is taken along by a round in the background, whose calls nobody counts.</summary>
    public static void WithoutBackgroundAudit(FunctionsApplicationBuilder builder) =>
        builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(AuditFlush)));

    /// <summary>Storage calls of something that is no function.</summary>
    public async Task<int> CountAsync(Func<Task> work)
    {
        var tally = _current.Value = new Tally();
        await work();
        return tally.Calls;
    }

    /// <summary>Storage calls of the oldest ended invocation of a function not asked for yet; waits for it.</summary>
    public async Task<int> NextAsync(string function)
    {
        using var limit = new CancellationTokenSource(LongestWait);
        return await Ended(function).Reader.ReadAsync(limit.Token);
    }

    /// <summary>Forgets what has ended so far.</summary>
    public void Forget() => _ended.Clear();

    public void Dispose() => _listener.Dispose();

    private Channel<int> Ended(string function) => _ended.GetOrAdd(function, _ => Channel.CreateUnbounded<int>());

    private sealed class Tally
    {
        private int _calls;

        public int Calls => Volatile.Read(ref _calls);

        public void Add(long calls) => Interlocked.Add(ref _calls, (int)calls);
    }
}
