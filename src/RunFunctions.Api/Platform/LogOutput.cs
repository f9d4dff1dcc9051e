using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using RunFunctions.Infrastructure.Logging;

namespace RunFunctions.Api.Platform;

/// <summary>How log lines look on the console, and which are never written.</summary>
public static class LogOutput
{
    /// <summary>Name of a console formatter: <c>json-lines</c>, or one of the framework's (<c>simple</c>, <c>systemd</c>, <c>json</c>).</summary>
    public const string FormatterSetting = "Logging:Console:FormatterName";

    /// <summary>
    /// JSON lines, unless a developer looks at a terminal. The server's own lines below Warning stay out whatever the
    /// configuration says of them together: they quote addresses and headers.
    /// </summary>
    public static ILoggingBuilder AddLogOutput(this ILoggingBuilder logging, IConfiguration configuration, IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(logging);
        ArgumentNullException.ThrowIfNull(configuration);
        var formatter = configuration[FormatterSetting] is { Length: > 0 } chosen
            ? chosen
            : environment.IsDevelopment() && !Console.IsOutputRedirected ? ConsoleFormatterNames.Simple : JsonLineFormatter.FormatterName;
        logging.AddConsoleFormatter<JsonLineFormatter, ConsoleFormatterOptions>();
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.FormatterName = formatter);
        return logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
    }
}
