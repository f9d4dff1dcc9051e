using LocalRuntime.Functions.Hosting.Catalog;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRuntime.Functions.Hosting.Invocation;

/// <summary>A function with everything that can be decided before its first call.</summary>
internal sealed class PreparedFunction
{
    private readonly MethodExecutor _execute;
    private readonly ObjectFactory? _createInstance;
    private readonly ParameterBinding[] _parameters;

    /// <exception cref="HostStartException">A parameter cannot be bound by anything.</exception>
    public PreparedFunction(FunctionDescriptor function, IReadOnlyList<IInputBindingProvider> providers)
    {
        Definition = new CatalogFunctionDefinition(function);
        _execute = MethodCompiler.Compile(function.Method);
        _createInstance = function.Method.IsStatic ? null : ActivatorUtilities.CreateFactory(function.Method.DeclaringType!, []);
        _parameters = [.. function.Method.GetParameters().Select(parameter => ParameterBinding.Choose(function, parameter, providers))];
    }

    public CatalogFunctionDefinition Definition { get; }

    /// <summary>Binds, makes the function's class, runs the method.</summary>
    public async ValueTask<object?> ExecuteAsync(InvocationContext context)
    {
        var arguments = _parameters.Length == 0 ? [] : new object?[_parameters.Length];
        for (var index = 0; index < arguments.Length; index++)
        {
            arguments[index] = await _parameters[index].BindAsync(context);
        }

        return await _execute(_createInstance?.Invoke(context.InstanceServices, null), arguments);
    }
}
