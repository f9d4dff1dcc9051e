using Microsoft.Azure.Functions.Worker.Builder;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>An app for tests that send more than callers may, with every route switched on.</summary>
internal static class UnlimitedApp
{
    private static readonly string[] Unlimited =
    [
        "--Documents:DebugRoutes", "true",
        "--Access:RateLimit:TokenPerSecond", "0", "--Access:RateLimit:OrganizationPerSecond", "0", "--Access:RateLimit:RefusedPerSecond", "0",
        "--Access:RateLimit:UploadPerMinute", "0", "--Access:RateLimit:DownloadPerMinute", "0", "--Access:RateLimit:ReviewPerMinute", "0",
        "--Access:RateLimit:EditPerMinute", "0", "--Access:RateLimit:ReprocessPerMinute", "0",
    ];

    /// <param name="surround">As of <see cref="LocalApp"/>.</param>
    /// <param name="configure">As of <see cref="LocalApp"/>.</param>
    /// <param name="prefix">Of tables and container; null for one of its own.</param>
    /// <param name="settings">As of <see cref="LocalApp"/>.</param>
    public static Task<LocalApp> StartAsync(
        Action<FunctionsApplicationBuilder>? surround = null, Action<FunctionsApplicationBuilder>? configure = null, string? prefix = null, params string[] settings) =>
        LocalApp.StartAsync(prefix ?? TestAzurite.NewPrefix(), surround, configure, [.. Unlimited, .. settings]);
}
