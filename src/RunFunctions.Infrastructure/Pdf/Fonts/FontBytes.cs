namespace RunFunctions.Infrastructure.Pdf.Fonts;

/// <summary>Big-endian reads out of a font program. Past the end everything is zero, so damaged fonts need no checks.</summary>
internal readonly struct FontBytes(ReadOnlyMemory<byte> data)
{
    public int Length => data.Length;

    public int U8(long position) => position >= 0 && position < data.Length ? data.Span[(int)position] : 0;

    public int U16(long position) => (U8(position) << 8) | U8(position + 1);

    public int S16(long position) => (short)U16(position);

    public long U32(long position) => ((long)U16(position) << 16) | (uint)U16(position + 2);

    public ReadOnlySpan<byte> Slice(long position, long length)
    {
        var start = Math.Clamp(position, 0, data.Length);
        return data.Span.Slice((int)start, (int)Math.Clamp(length, 0, data.Length - start));
    }
}
