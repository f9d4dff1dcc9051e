using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.Configuration;

namespace LocalRuntime.Functions.Hosting.Catalog;

/// <summary>Finds the functions of the app, which are public methods of public classes, and refuses those that could not run.</summary>
internal sealed class FunctionCatalog : IFunctionCatalog
{
    private const int MaximumNameLength = 128;

    /// <exception cref="HostStartException">A function has a bad or repeated name, or not exactly one trigger.</exception>
    public FunctionCatalog(IConfiguration configuration)
        : this(FunctionAssemblies.Load(configuration).SelectMany(assembly => assembly.GetExportedTypes()))
    {
    }

    /// <exception cref="HostStartException">A function has a bad or repeated name, or not exactly one trigger.</exception>
    public FunctionCatalog(IEnumerable<Type> types)
    {
        Functions = [.. types.SelectMany(Read).OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)];
        var repeated = Functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (repeated is not null)
        {
            throw new HostStartException($"The function name '{repeated.Key}' is used more than once: {string.Join(", ", repeated.Select(EntryPoint))}.");
        }
    }

    public IReadOnlyList<FunctionDescriptor> Functions { get; }

    /// <summary>Full type name, a dot and the method name.</summary>
    public static string EntryPoint(FunctionDescriptor function) => EntryPoint(function.Method);

    private static string EntryPoint(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method.Name}";

    private static IEnumerable<FunctionDescriptor> Read(Type type)
        => from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
           let attribute = method.GetCustomAttribute<FunctionAttribute>()
           where attribute is not null
           select Describe(attribute.Name, method);

    private static FunctionDescriptor Describe(string name, MethodInfo method)
    {
        if (!IsValidName(name))
        {
            throw new HostStartException($"The function name '{name}' ({EntryPoint(method)}) is not valid: a letter, then at most {MaximumNameLength - 1} letters, digits, '_' or '-'.");
        }

        var triggers = (
            from parameter in method.GetParameters()
            from trigger in parameter.GetCustomAttributes<TriggerBindingAttribute>()
            select (parameter, trigger)).ToList();
        return triggers switch
        {
            [var (parameter, trigger)] => new FunctionDescriptor(name, method, trigger, parameter),
            [] => throw new HostStartException($"The function '{name}' ({EntryPoint(method)}) has no trigger."),
            _ => throw new HostStartException($"The function '{name}' ({EntryPoint(method)}) has more than one trigger: {string.Join(", ", triggers.Select(found => found.trigger.GetType().Name))}."),
        };
    }

    private static bool IsValidName(string name)
        => name.Length is > 0 and <= MaximumNameLength
            && char.IsAsciiLetter(name[0])
            && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-')
            && !name.Equals("host", StringComparison.OrdinalIgnoreCase);
}
