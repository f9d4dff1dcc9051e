using System.Reflection;
using System.Text.Json;

namespace LocalRuntime.Functions.Hosting.Invocation;

/// <summary>Gives a trigger's value the type of its parameter: as it is, or by way of JSON.</summary>
internal static class TriggerValueConversion
{
    // The official worker's default serializer settings.
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    /// <exception cref="JsonException">The value's JSON does not fit the parameter's type.</exception>
    public static object? Convert(object? value, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        return value switch
        {
            null => type.IsValueType ? Activator.CreateInstance(type) : null,
            _ when type.IsInstanceOfType(value) => value,
            string json => JsonSerializer.Deserialize(json, type, Options),
            _ when type == typeof(string) => JsonSerializer.Serialize(value, Options),
            _ => JsonSerializer.SerializeToElement(value, Options).Deserialize(type, Options),
        };
    }
}
