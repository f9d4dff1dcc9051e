using System.Diagnostics.CodeAnalysis;

namespace RunFunctions.Core.Engine.Domain;

/// <summary>The one spelling of ids on the wire: 8-4-4-4-12 lowercase hex digits.</summary>
public static class LowercaseUuid
{
    private const int Length = 36;
    private const string Nil = "00000000-0000-0000-0000-000000000000";

    public static bool IsMatch([NotNullWhen(true)] string? text)
    {
        if (text is not { Length: Length })
        {
            return false;
        }

        for (var i = 0; i < Length; i++)
        {
            var expected = i is 8 or 13 or 18 or 23 ? text[i] == '-' : char.IsAsciiHexDigitLower(text[i]);
            if (!expected)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether it has this spelling and is not the nil UUID.</summary>
    public static bool IsNonNil([NotNullWhen(true)] string? text) => IsMatch(text) && text != Nil;
}
