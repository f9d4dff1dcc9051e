using RunFunctions.Infrastructure.Pdf.Syntax;

namespace RunFunctions.Infrastructure.Pdf.Filters;

internal static class AsciiFilters
{
    public static ReadOnlyMemory<byte> DecodeHex(ReadOnlySpan<byte> encoded, ExtractionBudget budget)
    {
        var output = new DecodedBytes(budget);
        var high = -1;
        foreach (var value in encoded)
        {
            if (value == '>')
            {
                break;
            }

            var digit = CharacterClass.HexValue(value);
            if (digit < 0)
            {
                continue;
            }

            if (high < 0)
            {
                high = digit;
            }
            else
            {
                output.Add((byte)((high << 4) | digit));
                high = -1;
            }
        }

        if (high >= 0)
        {
            output.Add((byte)(high << 4));
        }

        return output.Complete();
    }

    public static ReadOnlyMemory<byte> DecodeAscii85(ReadOnlySpan<byte> encoded, ExtractionBudget budget)
    {
        var output = new DecodedBytes(budget);
        uint group = 0;
        var digits = 0;
        foreach (var value in encoded)
        {
            if (value == '~')
            {
                break;
            }

            if (value == 'z' && digits == 0)
            {
                output.Add([0, 0, 0, 0]);
            }
            else if (value is >= (byte)'!' and <= (byte)'u')
            {
                group = unchecked((group * 85) + value - '!');
                if (++digits == 5)
                {
                    AddGroup(output, group, 4);
                    group = 0;
                    digits = 0;
                }
            }
        }

        if (digits > 1)
        {
            for (var i = digits; i < 5; i++)
            {
                group = unchecked((group * 85) + 84);
            }

            AddGroup(output, group, digits - 1);
        }

        return output.Complete();
    }

    private static void AddGroup(DecodedBytes output, uint group, int count)
    {
        for (var i = 0; i < count; i++)
        {
            output.Add((byte)(group >> (24 - (8 * i))));
        }
    }
}
