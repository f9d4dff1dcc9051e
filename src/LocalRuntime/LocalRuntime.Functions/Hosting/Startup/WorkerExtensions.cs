using System.Reflection;
using LocalRuntime.Functions.Hosting.Catalog;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Core;
using Microsoft.Extensions.Configuration;

namespace LocalRuntime.Functions.Hosting.Startup;

/// <summary>Finds the extensions that the app references and lets each compose itself into the app.</summary>
internal static class WorkerExtensions
{
    public static void RunStartups(IFunctionsWorkerApplicationBuilder builder, IConfiguration configuration)
    {
        foreach (var type in FindStartupTypes(FunctionAssemblies.Load(configuration)))
        {
            var startup = Activator.CreateInstance(type) as WorkerExtensionStartup
                ?? throw new HostStartException($"The extension startup {type.FullName} does not derive from {nameof(WorkerExtensionStartup)}.");
            startup.Configure(builder);
        }
    }

    private static IEnumerable<Type> FindStartupTypes(IEnumerable<Assembly> roots)
    {
        var own = typeof(WorkerExtensionStartupAttribute).Assembly.GetName().Name;
        return ReachableFrom(roots)
            .Where(assembly => assembly.GetReferencedAssemblies().Any(reference => reference.Name == own))
            .SelectMany(assembly => assembly.GetCustomAttributes<WorkerExtensionStartupAttribute>())
            .Select(attribute => attribute.StartupType)
            .Distinct();
    }

    /// <summary>The app's own files only: the framework's assemblies carry no extension and are many.</summary>
    private static List<Assembly> ReachableFrom(IEnumerable<Assembly> roots)
    {
        List<Assembly> found = [.. roots];
        var names = found.Select(assembly => assembly.GetName().Name).ToHashSet();
        for (var next = 0; next < found.Count; next++)
        {
            foreach (var reference in found[next].GetReferencedAssemblies())
            {
                if (names.Add(reference.Name) && File.Exists(Path.Combine(AppContext.BaseDirectory, reference.Name + ".dll")))
                {
                    found.Add(Assembly.Load(reference));
                }
            }
        }

        return found;
    }
}
