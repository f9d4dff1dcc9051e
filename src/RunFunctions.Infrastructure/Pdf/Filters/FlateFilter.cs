using System.IO.Compression;
using System.Runtime.InteropServices;

namespace RunFunctions.Infrastructure.Pdf.Filters;

internal static class FlateFilter
{
    private const int ReadSize = 16 * 1024;

    // A failing read loses what it had inflated so far, so damaged data is read again in small steps.
    private const int CarefulReadSize = 64;

    private const int ZlibHeaderSize = 2;

    /// <summary>Inflates zlib data; of damaged data the intact beginning.</summary>
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> encoded, ExtractionBudget budget)
    {
        if (TryInflate(encoded, hasHeader: true, ReadSize, budget, out var inflated))
        {
            return inflated;
        }

        TryInflate(encoded, hasHeader: true, CarefulReadSize, budget, out inflated);
        if (inflated.IsEmpty && encoded.Length > ZlibHeaderSize)
        {
            TryInflate(encoded[ZlibHeaderSize..], hasHeader: false, CarefulReadSize, budget, out inflated);
        }

        return inflated;
    }

    private static bool TryInflate(
        ReadOnlyMemory<byte> encoded, bool hasHeader, int readSize, ExtractionBudget budget, out ReadOnlyMemory<byte> inflated)
    {
        var output = new DecodedBytes(budget);
        var intact = true;
        using var source = AsStream(encoded);
        using Stream inflater = hasHeader ? new ZLibStream(source, CompressionMode.Decompress) : new DeflateStream(source, CompressionMode.Decompress);
        try
        {
            int read;
            while ((read = inflater.Read(output.Reserve(readSize).Span)) > 0)
            {
                output.Advance(read);
            }
        }
        catch (InvalidDataException)
        {
            intact = false;
        }

        inflated = output.Complete();
        return intact;
    }

    private static MemoryStream AsStream(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);
}
