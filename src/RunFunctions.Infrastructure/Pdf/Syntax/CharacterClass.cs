namespace RunFunctions.Infrastructure.Pdf.Syntax;

/// <summary>White space, delimiters and regular characters (ISO 32000-1, 7.2.2).</summary>
internal static class CharacterClass
{
    public static bool IsWhiteSpace(byte value) => value is 0x00 or 0x09 or 0x0A or 0x0C or 0x0D or 0x20;

    public static bool IsDelimiter(byte value) =>
        value is (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'/' or (byte)'%';

    public static bool IsRegular(byte value) => !IsWhiteSpace(value) && !IsDelimiter(value);

    public static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';

    /// <summary>The value of a hexadecimal digit, or -1.</summary>
    public static int HexValue(byte value) => value switch
    {
        >= (byte)'0' and <= (byte)'9' => value - '0',
        >= (byte)'a' and <= (byte)'f' => value - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => value - 'A' + 10,
        _ => -1,
    };
}
