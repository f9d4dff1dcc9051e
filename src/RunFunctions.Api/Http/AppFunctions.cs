using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace RunFunctions.Api.Http;

/// <summary>The functions of this assembly.</summary>
public static class AppFunctions
{
    public static IReadOnlyList<MethodInfo> All { get; } =
        [.. typeof(AppFunctions).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)];

    /// <summary>The HTTP trigger of a function, or null.</summary>
    public static HttpTriggerAttribute? TriggerOf(MethodInfo function) =>
        function.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(trigger => trigger is not null);
}
