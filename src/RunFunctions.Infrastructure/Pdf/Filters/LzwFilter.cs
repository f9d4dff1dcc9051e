namespace RunFunctions.Infrastructure.Pdf.Filters;

/// <summary>LZW with codes of 9 to 12 bits, most significant bit first (ISO 32000-1, 7.4.4).</summary>
internal static class LzwFilter
{
    private const int Clear = 256;
    private const int EndOfData = 257;
    private const int MaxCodes = 4096;

    public static ReadOnlyMemory<byte> Decode(ReadOnlySpan<byte> encoded, int earlyChange, ExtractionBudget budget)
    {
        var output = new DecodedBytes(budget);
        // A code stands for a stretch of the output already written, one byte longer than the code before it.
        var starts = new int[MaxCodes];
        var lengths = new int[MaxCodes];
        var next = EndOfData + 1;
        var width = 9;
        var previousStart = -1;
        var previousLength = 0;
        var bits = 0;
        var bitCount = 0;
        foreach (var value in encoded)
        {
            bits = (bits << 8) | value;
            bitCount += 8;
            if (bitCount < width)
            {
                continue;
            }

            bitCount -= width;
            var code = (bits >> bitCount) & ((1 << width) - 1);
            bits &= (1 << bitCount) - 1;
            if (code == EndOfData)
            {
                break;
            }

            if (code == Clear)
            {
                next = EndOfData + 1;
                width = 9;
                previousStart = -1;
                continue;
            }

            var start = output.Count;
            if (code < Clear)
            {
                output.Add((byte)code);
            }
            else if (code < next)
            {
                Copy(output, starts[code], lengths[code]);
            }
            else if (code == next && previousStart >= 0)
            {
                Copy(output, previousStart, previousLength + 1);
            }
            else
            {
                break;
            }

            if (previousStart >= 0 && next < MaxCodes)
            {
                starts[next] = previousStart;
                lengths[next] = previousLength + 1;
                next++;
            }

            previousStart = start;
            previousLength = output.Count - start;
            width = Math.Clamp(32 - int.LeadingZeroCount(next + earlyChange), 9, 12);
        }

        return output.Complete();
    }

    // The last byte may be one that this very copy writes.
    private static void Copy(DecodedBytes output, int start, int length)
    {
        for (var i = 0; i < length; i++)
        {
            output.Add(output.Written.Span[start + i]);
        }
    }
}
