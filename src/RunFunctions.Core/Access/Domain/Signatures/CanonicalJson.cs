using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RunFunctions.Core.Access.Domain.Signatures;

/// <summary>
/// The one spelling of a JSON value that can be hashed and signed (RFC 8785, of which only this is used): UTF-8, no white space,
/// members sorted by their UTF-16 code units, strings with no escape that is not needed, numbers that are whole and at most 2^53 − 1.
/// </summary>
public static class CanonicalJson
{
    private const long LargestWhole = (1L << 53) - 1;

    /// <summary>Writes a value.</summary>
    /// <exception cref="FormatException">There is a number that is not whole or too large, or text that is no Unicode.</exception>
    public static byte[] Write(JsonElement value)
    {
        var text = new StringBuilder();
        try
        {
            Append(text, value);
            return Strict.GetBytes(text.ToString());
        }
        catch (Exception unpaired) when (unpaired is EncoderFallbackException or InvalidOperationException)
        {
            throw new FormatException("Text is no Unicode.", unpaired);
        }
    }

    private static UTF8Encoding Strict { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static void Append(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                AppendAll(text, value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal), member =>
                {
                    Append(text, member.Name);
                    text.Append(':');
                    Append(text, member.Value);
                });
                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                AppendAll(text, value.EnumerateArray(), item => Append(text, item));
                text.Append(']');
                break;
            case JsonValueKind.String:
                Append(text, value.GetString()!);
                break;
            case JsonValueKind.Number when value.TryGetInt64(out var whole) && Math.Abs(whole) <= LargestWhole:
                text.Append(CultureInfo.InvariantCulture, $"{whole}");
                break;
            case JsonValueKind.True or JsonValueKind.False:
                text.Append(value.GetBoolean() ? "true" : "false");
                break;
            case JsonValueKind.Null:
                text.Append("null");
                break;
            default:
                throw new FormatException("Only whole numbers up to 2^53 - 1 have a canonical form here.");
        }
    }

    private static void AppendAll<T>(StringBuilder text, IEnumerable<T> items, Action<T> append)
    {
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst)
            {
                text.Append(',');
            }

            isFirst = false;
            append(item);
        }
    }

    private static void Append(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }
}
