using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.Tests.Functions;

internal sealed record CapturedLog(string Category, LogLevel Level, string Message, Exception? Exception);

internal sealed class CapturedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<CapturedLog> _entries = new();

    public IEnumerable<CapturedLog> All => _entries;

    public IEnumerable<CapturedLog> Of(string category) => _entries.Where(entry => entry.Category == category);

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _entries);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<CapturedLog> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => entries.Enqueue(new CapturedLog(category, logLevel, formatter(state, exception), exception));
    }
}
