namespace Microsoft.Azure.Functions.Worker.Converters;

/// <summary>Names the converter that makes the value of a parameter.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Enum | AttributeTargets.Struct)]
public class InputConverterAttribute : Attribute
{
    /// <exception cref="ArgumentNullException"><paramref name="converterType"/> is null.</exception>
    public InputConverterAttribute(Type converterType)
    {
        ConverterType = converterType ?? throw new ArgumentNullException(nameof(converterType));
    }

    public Type ConverterType { get; }
}
