using System.Reflection;
using RunFunctions.Api;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.UnitTests.Architecture;

/// <summary>The compiled rings.</summary>
internal static class Assemblies
{
    public static Assembly Core { get; } = typeof(Run).Assembly;

    public static Assembly Infrastructure { get; } = typeof(StorageNames).Assembly;

    public static Assembly Api { get; } = typeof(RunFunctionsApp).Assembly;

    public static IReadOnlyList<Assembly> App { get; } = [Core, Infrastructure, Api];
}
