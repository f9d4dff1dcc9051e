using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace LocalRuntime.Functions.Hosting.Catalog;

/// <summary>A function of the catalog as invocations see it.</summary>
internal sealed class CatalogFunctionDefinition : FunctionDefinition
{
    public CatalogFunctionDefinition(FunctionDescriptor function)
    {
        Name = function.Name;
        EntryPoint = FunctionCatalog.EntryPoint(function);
        PathToAssembly = function.Method.Module.FullyQualifiedName;
        Parameters = [.. function.Method.GetParameters().Select(Describe)];
        InputBindings = function.Method.GetParameters()
            .Select(parameter => (parameter.Name, Attribute: Binding(parameter)))
            .Where(parameter => parameter.Attribute is not null and not OutputBindingAttribute)
            .ToImmutableDictionary(parameter => parameter.Name!, parameter => (BindingMetadata)new DeclaredBinding(parameter.Name!, TypeName(parameter.Attribute!), BindingDirection.In));
        OutputBindings = function.Trigger is HttpTriggerAttribute
            ? ImmutableDictionary<string, BindingMetadata>.Empty.Add("$return", new DeclaredBinding("$return", "http", BindingDirection.Out))
            : ImmutableDictionary<string, BindingMetadata>.Empty;
    }

    public override ImmutableArray<FunctionParameter> Parameters { get; }

    public override string PathToAssembly { get; }

    public override string EntryPoint { get; }

    /// <summary>The name, which is unique in the app and stays the same over starts.</summary>
    public override string Id => Name;

    public override string Name { get; }

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; }

    private static BindingAttribute? Binding(ParameterInfo parameter) => parameter.GetCustomAttribute<BindingAttribute>();

    private static FunctionParameter Describe(ParameterInfo parameter)
    {
        var properties = Binding(parameter) is { } attribute
            ? ImmutableDictionary<string, object>.Empty.Add("bindingAttribute", attribute)
            : ImmutableDictionary<string, object>.Empty;
        return new FunctionParameter(parameter.Name!, parameter.ParameterType, parameter.HasDefaultValue, parameter.HasDefaultValue ? parameter.DefaultValue : null, properties);
    }

    /// <summary><c>HttpTriggerAttribute</c> → <c>httpTrigger</c>.</summary>
    private static string TypeName(BindingAttribute attribute)
    {
        var name = attribute.GetType().Name;
        name = name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^"Attribute".Length] : name;
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private sealed class DeclaredBinding(string name, string type, BindingDirection direction) : BindingMetadata
    {
        public override string Name { get; } = name;

        public override string Type { get; } = type;

        public override BindingDirection Direction { get; } = direction;
    }
}
