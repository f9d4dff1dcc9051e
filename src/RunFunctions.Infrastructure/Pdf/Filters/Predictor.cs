namespace RunFunctions.Infrastructure.Pdf.Filters;

/// <summary>Undoes the PNG and TIFF predictors of Flate and LZW data (ISO 32000-1, 7.4.4.4).</summary>
internal static class Predictor
{
    private const int Tiff = 2;
    private const int FirstPng = 10;

    /// <param name="data">Decompressed bytes.</param>
    /// <param name="parameter">Reads an integer of the filter's parameters.</param>
    public static ReadOnlyMemory<byte> Undo(ReadOnlyMemory<byte> data, Func<string, int?> parameter)
    {
        var predictor = parameter("Predictor") ?? 1;
        if (predictor != Tiff && predictor < FirstPng)
        {
            return data;
        }

        var colors = Math.Clamp(parameter("Colors") ?? 1, 1, 32);
        var bits = Math.Clamp(parameter("BitsPerComponent") ?? 8, 1, 16);
        var columns = Math.Clamp(parameter("Columns") ?? 1, 1, 1 << 20);
        var rowLength = ((colors * bits * columns) + 7) / 8;
        var pixelLength = Math.Max(1, colors * bits / 8);
        return predictor == Tiff ? UndoTiff(data.Span, rowLength, pixelLength, bits) : UndoPng(data.Span, rowLength, pixelLength);
    }

    private static byte[] UndoPng(ReadOnlySpan<byte> data, int rowLength, int pixelLength)
    {
        var rows = (data.Length + rowLength) / (rowLength + 1);
        var output = new byte[Math.Max(0, data.Length - rows)];
        var above = new byte[rowLength].AsSpan();
        for (var row = 0; row < rows; row++)
        {
            var source = data[(row * (rowLength + 1))..];
            var type = source[0];
            var length = Math.Min(rowLength, source.Length - 1);
            source = source.Slice(1, length);
            var target = output.AsSpan(row * rowLength, length);
            for (var i = 0; i < length; i++)
            {
                int left = i >= pixelLength ? target[i - pixelLength] : 0;
                int upperLeft = i >= pixelLength ? above[i - pixelLength] : 0;
                target[i] = (byte)(source[i] + type switch
                {
                    1 => left,
                    2 => above[i],
                    3 => (left + above[i]) / 2,
                    4 => Paeth(left, above[i], upperLeft),
                    _ => 0,
                });
            }

            if (length == rowLength)
            {
                above = target;
            }
        }

        return output;
    }

    private static int Paeth(int left, int above, int upperLeft)
    {
        var estimate = left + above - upperLeft;
        var toLeft = Math.Abs(estimate - left);
        var toAbove = Math.Abs(estimate - above);
        var toUpperLeft = Math.Abs(estimate - upperLeft);
        if (toLeft <= toAbove && toLeft <= toUpperLeft)
        {
            return left;
        }

        return toAbove <= toUpperLeft ? above : upperLeft;
    }

    // Only whole bytes: data that carries text is never predicted on smaller units.
    private static byte[] UndoTiff(ReadOnlySpan<byte> data, int rowLength, int pixelLength, int bits)
    {
        var output = data.ToArray();
        if (bits != 8)
        {
            return output;
        }

        for (var row = 0; row < output.Length; row += rowLength)
        {
            var end = Math.Min(row + rowLength, output.Length);
            for (var i = row + pixelLength; i < end; i++)
            {
                output[i] += output[i - pixelLength];
            }
        }

        return output;
    }
}
