using System.Reflection;
using LocalRuntime.Functions.Hosting.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace LocalRuntime.Functions.Hosting.Invocation;

/// <summary>How one parameter gets its value; chosen once at start.</summary>
internal abstract class ParameterBinding
{
    public abstract ValueTask<object?> BindAsync(InvocationContext context);

    /// <exception cref="HostStartException">Nothing can bind the parameter.</exception>
    public static ParameterBinding Choose(FunctionDescriptor function, ParameterInfo parameter, IReadOnlyList<IInputBindingProvider> providers)
    {
        var type = parameter.ParameterType;
        var isHttp = function.Trigger is HttpTriggerAttribute;
        if (isHttp && type == typeof(HttpRequest))
        {
            return new ContextBinding(context => context.HttpContext!.Request);
        }

        if (isHttp && type == typeof(HttpContext))
        {
            return new ContextBinding(context => context.HttpContext!);
        }

        if (parameter == function.TriggerParameter)
        {
            return isHttp
                ? throw new HostStartException($"The function '{function.Name}' binds its HTTP trigger to {type.Name}: use HttpRequest, and [FromBody] on a parameter of its own for the body.")
                : new TriggerBinding(parameter);
        }

        if (type == typeof(FunctionContext))
        {
            return new ContextBinding(context => context);
        }

        if (type == typeof(CancellationToken))
        {
            return new ContextBinding(context => context.CancellationToken);
        }

        if (providers.FirstOrDefault(candidate => candidate.CanBind(parameter)) is { } provider)
        {
            return new ProvidedBinding(parameter, provider);
        }

        if (isHttp && parameter.IsDefined(typeof(FromBodyAttribute), inherit: true))
        {
            return new BodyBinding(parameter);
        }

        return isHttp && TextConversion.For(type) is { } conversion
            ? new BindingDataBinding(parameter, conversion)
            : throw new HostStartException($"The function '{function.Name}' has a parameter '{parameter.Name}' of type {type.Name} that nothing binds.");
    }

    private sealed class ContextBinding(Func<InvocationContext, object> read) : ParameterBinding
    {
        public override ValueTask<object?> BindAsync(InvocationContext context) => new(read(context));
    }

    private sealed class TriggerBinding(ParameterInfo parameter) : ParameterBinding
    {
        public override ValueTask<object?> BindAsync(InvocationContext context)
            => new(TriggerValueConversion.Convert(context.TriggerValue, parameter));
    }

    private sealed class ProvidedBinding(ParameterInfo parameter, IInputBindingProvider provider) : ParameterBinding
    {
        public override ValueTask<object?> BindAsync(InvocationContext context) => provider.BindAsync(parameter, context);
    }

    private sealed class BodyBinding(ParameterInfo parameter) : ParameterBinding
    {
        public override async ValueTask<object?> BindAsync(InvocationContext context)
        {
            try
            {
                return await JsonBody.ReadAsync(context.HttpContext!, parameter.ParameterType, context.CancellationToken);
            }
            catch (InvalidOperationException exception)
            {
                throw BindingFailure.CannotConvert(context, parameter, exception);
            }
        }
    }

    private sealed class BindingDataBinding(ParameterInfo parameter, TextConversion conversion) : ParameterBinding
    {
        public override ValueTask<object?> BindAsync(InvocationContext context)
        {
            if (HttpBindingData.Find(context.HttpContext!, parameter.Name!) is not { } text)
            {
                return parameter.HasDefaultValue ? new(parameter.DefaultValue)
                    : conversion.AcceptsNull ? default
                    : throw BindingFailure.Missing(context, parameter);
            }

            return conversion.TryConvert(text, out var value)
                ? new(value)
                : throw BindingFailure.CannotConvert(context, parameter, innerException: null);
        }
    }
}
