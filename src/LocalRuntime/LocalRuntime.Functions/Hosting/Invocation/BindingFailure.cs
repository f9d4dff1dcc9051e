using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace LocalRuntime.Functions.Hosting.Invocation;

/// <summary>Binding errors in the official worker's words. They name the parameter, never the value that came in.</summary>
internal static class BindingFailure
{
    public static FunctionInputConverterException CannotConvert(InvocationContext context, ParameterInfo parameter, Exception? innerException)
        => new($"Error converting 1 input parameters for Function '{context.FunctionDefinition.Name}': Cannot convert input parameter '{parameter.Name}' to type '{parameter.ParameterType.FullName}'.", innerException);

    public static FunctionInputConverterException Missing(InvocationContext context, ParameterInfo parameter)
        => new($"Error converting 1 input parameters for Function '{context.FunctionDefinition.Name}': Could not populate the value for '{parameter.Name}' parameter. Consider adding a default value or making the parameter nullable.");
}
