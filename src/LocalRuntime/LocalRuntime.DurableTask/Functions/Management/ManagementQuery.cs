using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.DurableTask.Functions.Management;

/// <summary>Query parameters as the official API reads them: what cannot be read counts as absent.</summary>
internal static class ManagementQuery
{
    public static bool? Flag(HttpRequest request, string name) => bool.TryParse(request.Query[name], out var value) ? value : null;

    public static int? Number(HttpRequest request, string name) =>
        int.TryParse(request.Query[name], NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>A time without offset counts as UTC.</summary>
    public static DateTimeOffset? Time(HttpRequest request, string name) =>
        DateTimeOffset.TryParse(request.Query[name], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value) ? value : null;

    public static TimeSpan? Seconds(HttpRequest request, string name) =>
        double.TryParse(request.Query[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 3600
            ? TimeSpan.FromSeconds(value)
            : null;

    public static OrchestrationRuntimeStatus[]? Statuses(HttpRequest request, string name)
    {
        OrchestrationRuntimeStatus[] statuses =
        [
            .. request.Query[name]
                .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries))
                .Where(value => Enum.TryParse<OrchestrationRuntimeStatus>(value, out _))
                .Select(Enum.Parse<OrchestrationRuntimeStatus>),
        ];
        return statuses.Length == 0 ? null : statuses;
    }

    public static string? Reason(HttpRequest request) => request.Query["reason"].FirstOrDefault();
}
