using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Infrastructure.Logging;

namespace RunFunctions.Benchmarks.Runs;

/// <summary>
/// Hears in the app's own log when a run's COMPLETED has been written. Costs the app nothing and storage nothing, unlike
/// asking for the run's state again and again.
/// </summary>
internal sealed class RunEndings : ILoggerProvider, ILogger
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _completed = new(StringComparer.Ordinal);

    /// <summary>The timestamp (<see cref="Stopwatch"/>) at which a run was COMPLETED.</summary>
    public Task<long> CompletedAsync(string run) => Completion(run).Task.WaitAsync(TimeSpan.FromMinutes(1));

    /// <summary>Forgets a run, so that measuring for long does not measure this.</summary>
    public void Forget(string run) => _completed.TryRemove(run, out _);

    public ILogger CreateLogger(string categoryName) =>
        categoryName == typeof(RunEventLog).FullName ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var now = Stopwatch.GetTimestamp();
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            return;
        }

        var type = (string?)values.First(value => value.Key == "event_type").Value;
        var completion = Completion((string)values.First(value => value.Key == "run_id").Value!);
        if (type == RunEventTypes.RunCompleted)
        {
            completion.TrySetResult(now);
        }
        else if (type is RunEventTypes.RunFailed or RunEventTypes.RunTimedOut or RunEventTypes.RunRecoveredAsFailed)
        {
            var code = values.First(value => value.Key == "error_code").Value;
            completion.TrySetException(new InvalidOperationException($"A run of the benchmark ended with {type} {code}."));
        }
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose()
    {
    }

    private TaskCompletionSource<long> Completion(string run) =>
        _completed.GetOrAdd(run, _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));
}
