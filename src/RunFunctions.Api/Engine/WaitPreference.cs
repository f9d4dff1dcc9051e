using System.Globalization;
using System.Numerics;
using Microsoft.AspNetCore.Http;
using RunFunctions.Core.Engine.Application;

namespace RunFunctions.Api.Engine;

/// <summary>
/// Preference <c>wait</c> of RFC 7240: whole seconds, more than the longest wait counts as the longest. As the RFC has it, the
/// first one counts, and what cannot be understood is ignored.
/// </summary>
public static class WaitPreference
{
    private const string Name = "wait";

    /// <summary>How long the caller would wait; null when they did not say, or not so that it can be understood.</summary>
    public static TimeSpan? Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        foreach (var preference in request.Headers.GetCommaSeparatedValues("Prefer"))
        {
            var parts = preference.Split(';', 2)[0].Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts[0].Equals(Name, StringComparison.OrdinalIgnoreCase))
            {
                return parts.Length == 2 && BigInteger.TryParse(parts[1].Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                    ? seconds < (int)WatchRun.LongestWait.TotalSeconds ? TimeSpan.FromSeconds((int)seconds) : WatchRun.LongestWait
                    : null;
            }
        }

        return null;
    }

    /// <summary>Says that it was followed, and how.</summary>
    public static void Applied(HttpResponse response, TimeSpan wait)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Headers["Preference-Applied"] = string.Create(CultureInfo.InvariantCulture, $"{Name}={wait.TotalSeconds:0}");
    }
}
