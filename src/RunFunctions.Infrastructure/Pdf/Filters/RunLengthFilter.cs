namespace RunFunctions.Infrastructure.Pdf.Filters;

internal static class RunLengthFilter
{
    private const int EndOfData = 128;

    public static ReadOnlyMemory<byte> Decode(ReadOnlySpan<byte> encoded, ExtractionBudget budget)
    {
        var output = new DecodedBytes(budget);
        var position = 0;
        while (position < encoded.Length && encoded[position] is var length && length != EndOfData)
        {
            position++;
            if (length < EndOfData)
            {
                var count = Math.Min(length + 1, encoded.Length - position);
                output.Add(encoded.Slice(position, count));
                position += count;
            }
            else if (position < encoded.Length)
            {
                var count = 257 - length;
                output.Reserve(count).Span.Fill(encoded[position++]);
                output.Advance(count);
            }
        }

        return output.Complete();
    }
}
