using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace LocalRuntime.Functions.Hosting.Catalog;

/// <summary>
/// The assemblies whose functions the host runs: the program itself, or, when a program such as a test run embeds an app,
/// the assemblies that <see cref="SettingName"/> lists.
/// </summary>
internal static class FunctionAssemblies
{
    /// <summary>Assembly names, separated by commas.</summary>
    public const string SettingName = "LocalRuntime:FunctionAssembly";

    public static bool AreNamed(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration[SettingName]);

    public static IReadOnlyList<Assembly> Load(IConfiguration configuration)
    {
        if (!AreNamed(configuration))
        {
            return Assembly.GetEntryAssembly() is { } entry ? [entry] : [];
        }

        var names = configuration[SettingName]!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return [.. names.Select(LoadByName)];
    }

    private static Assembly LoadByName(string name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception exception) when (exception is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            throw new HostStartException($"The assembly '{name}' of the setting {SettingName} cannot be loaded.", exception);
        }
    }
}
