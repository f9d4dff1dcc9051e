using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RunFunctions.AzuriteTests.Support;

/// <param name="Category">Logger name.</param>
/// <param name="Level">Level.</param>
/// <param name="Text">The formatted line, with the exception if there is one.</param>
/// <param name="Properties">Structured values of the line and of its scopes.</param>
internal sealed record LogLine(string Category, LogLevel Level, string Text, IReadOnlyDictionary<string, object?> Properties)
{
    public string? EventType => this["event_type"];

    public string? this[string name] => Properties.GetValueOrDefault(name)?.ToString();
}

/// <summary>Keeps every log line of an app with its structured properties.</summary>
internal sealed class AppLog : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<LogLine> _lines = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <summary>The event lines about a document, in the order in which they were written.</summary>
    public IReadOnlyList<LogLine> EventsOf(string documentId) => [.. _lines.Where(line => line.EventType is not null && line["document_id"] == documentId)];

    /// <summary>The first line of an event type that fits.</summary>
    public Task<LogLine> WaitForAsync(string eventType, Func<LogLine, bool> fits) => Eventually.GetAsync<LogLine?>(
        () => Task.FromResult(_lines.FirstOrDefault(line => line.EventType == eventType && fits(line))), line => line is not null, $"log line {eventType}")!;

    public void Dispose()
    {
    }

    private sealed class Logger(AppLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => log._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Dictionary<string, object?> properties = [];
            log._scopes.ForEachScope(Add, properties);
            Add(state, properties);
            log._lines.Enqueue(new LogLine(category, logLevel, $"{formatter(state, exception)} {exception}", properties));
        }

        private static void Add(object? source, Dictionary<string, object?> properties)
        {
            if (source is IEnumerable<KeyValuePair<string, object?>> values)
            {
                foreach (var (name, value) in values)
                {
                    properties[name] = value;
                }
            }
        }
    }
}
