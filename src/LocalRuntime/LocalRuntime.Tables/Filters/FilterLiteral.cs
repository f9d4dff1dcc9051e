using System.Globalization;
using System.Text;
using Azure.Data.Tables.Serialization;

namespace Azure.Data.Tables.Filters;

/// <summary>Values as OData literals.</summary>
internal static class FilterLiteral
{
    /// <summary>The format text of an interpolated string with its values as literals.</summary>
    /// <exception cref="ArgumentException">A value has a type that a table cannot hold.</exception>
    public static string Interpolate(FormattableString filter)
    {
        if (filter is null)
        {
            return null!;
        }

        var literals = new object[filter.ArgumentCount];
        for (var index = 0; index < literals.Length; index++)
        {
            var value = filter.GetArgument(index);
            literals[index] = TryFormat(value) ?? throw new ArgumentException($"Unable to convert argument {index} from type {value!.GetType()} to an OData literal.", nameof(filter));
        }

        return string.Format(CultureInfo.InvariantCulture, filter.Format, literals);
    }

    /// <returns>The literal, or null for a type that a table cannot hold.</returns>
    public static string? TryFormat(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        sbyte or byte or short or ushort or int or uint or decimal => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        float number => FormatDouble(number),
        double number => FormatDouble(number),
        long or ulong => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture) + "L",
        Guid id => $"guid'{id:D}'",
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        BinaryData data => $"X'{Convert.ToHexString(data.ToMemory().Span)}'",
        DateTimeOffset date => FormatDate(date.UtcDateTime),
        DateTime date => FormatDate(date.ToUniversalTime()),
        string text => Quote(text),
        char character => Quote(character.ToString()),
        StringBuilder text => Quote(text.ToString()),
        _ => null,
    };

    /// <summary>Text in quotes; a quote inside is doubled.</summary>
    public static string Quote(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    private static string FormatDate(DateTime utc) => $"datetime'{utc.ToString(EdmTypes.DateTimeFormat, CultureInfo.InvariantCulture)}'";

    // A literal without point and exponent would be an Int32.
    private static string FormatDouble(double number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return double.IsFinite(number) && text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }
}
