using Microsoft.Extensions.Logging;

namespace Durable.Conformance.App;

/// <summary>Keeps the lines of one category; each begins with the instance id it is about, and a space.</summary>
public sealed class ObservedLogs : ILoggerProvider
{
    public const string Category = "Conformance";

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName == Category);

    public void Dispose()
    {
        // Nothing is held here.
    }

    private sealed class Logger(bool isObserved) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => isObserved;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!isObserved)
            {
                return;
            }

            var words = formatter(state, exception).Split(' ', 2);
            Observations.Add(words[0], words[^1]);
        }
    }
}
