using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace RunFunctions.Api.Platform;

/// <summary>What is running (specs/documents.md §3.3).</summary>
public sealed record BuildInformation(string Version, string Commit, string BuildDate)
{
    private const string Unknown = "unknown";

    /// <summary>Reads <c>APP_VERSION</c>, <c>GIT_COMMIT</c> and <c>BUILD_DATE</c>; the version falls back to the assembly's.</summary>
    public static BuildInformation Read(IConfiguration configuration) => new(
        configuration["APP_VERSION"] ?? typeof(BuildInformation).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "dev",
        configuration["GIT_COMMIT"] ?? Unknown,
        configuration["BUILD_DATE"] ?? Unknown);
}
