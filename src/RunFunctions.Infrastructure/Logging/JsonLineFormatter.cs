using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace RunFunctions.Infrastructure.Logging;

/// <summary>
/// One JSON object per line: time, level, category, event, message and trace, then the line's own fields and those of the app's
/// scopes, flat. The framework's JSON formatter knows no event name, nests the fields, and writes scopes of the server, which
/// hold the address that was asked for.
/// </summary>
public sealed class JsonLineFormatter(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    /// <summary>Value of <c>Logging:Console:FormatterName</c>.</summary>
    public const string FormatterName = "json-lines";

    private const string Template = "{OriginalFormat}";
    private const string Timestamp = "timestamp";
    private const string EventType = "event_type";

    private static readonly Dictionary<string, string> TraceFields = new() { ["TraceId"] = "trace_id", ["SpanId"] = "span_id" };

    private static readonly HashSet<string> Reserved = [Timestamp, "level", "category", "event", "message", "exception", "trace_id", "span_id", Template];

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        ArgumentNullException.ThrowIfNull(textWriter);
        Dictionary<string, object?> own = [];
        Add(logEntry.State, own, static name => name);
        Dictionary<string, object?> scopes = [];
        scopeProvider?.ForEachScope(static (scope, fields) => Add(scope, fields, NameInScope), scopes);

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            Write(json, Timestamp, own.GetValueOrDefault(Timestamp) ?? clock.GetUtcNow());
            Write(json, "level", logEntry.LogLevel.ToString());
            Write(json, "category", logEntry.Category);
            Write(json, "event", own.GetValueOrDefault(EventType) ?? logEntry.EventId.Name);
            Write(json, "message", logEntry.Formatter(logEntry.State, logEntry.Exception));
            Write(json, "trace_id", scopes.GetValueOrDefault("trace_id"));
            Write(json, "span_id", scopes.GetValueOrDefault("span_id"));
            foreach (var (name, value) in scopes.Where(field => !own.ContainsKey(field.Key)).Concat(own).Where(field => !Reserved.Contains(field.Key)))
            {
                Write(json, name, value);
            }

            Write(json, "exception", logEntry.Exception?.ToString());
            json.WriteEndObject();
        }

        textWriter.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }

    private static void Add(object? source, Dictionary<string, object?> fields, Func<string, string?> rename)
    {
        if (source is IEnumerable<KeyValuePair<string, object?>> values)
        {
            foreach (var (name, value) in values)
            {
                if (rename(name) is { } known)
                {
                    fields[known] = value;
                }
            }
        }
    }

    // The app's own fields are in lower case; everything else in scopes is the server's.
    private static string? NameInScope(string name) =>
        TraceFields.TryGetValue(name, out var field) ? field : name.Length > 0 && char.IsAsciiLetterLower(name[0]) ? name : null;

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case int or long or double:
                json.WriteNumber(name, Convert.ToDecimal(value, CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset time:
                json.WriteString(name, time.UtcDateTime);
                break;
            default:
                json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
