using Microsoft.Azure.Functions.Worker.Builder;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>An app for tests that send more than callers may.</summary>
internal static class UnlimitedApp
{
    private static readonly string[] NoRates =
    [
        "--Access:RateLimit:TokenPerSecond", "0", "--Access:RateLimit:OrganizationPerSecond", "0", "--Access:RateLimit:RefusedPerSecond", "0",
    ];

    public static Task<LocalApp> StartAsync(Action<FunctionsApplicationBuilder>? surround = null, Action<FunctionsApplicationBuilder>? configure = null, params string[] settings) =>
        LocalApp.StartAsync(TestAzurite.NewPrefix(), surround, configure, [.. NoRates, .. settings]);
}
