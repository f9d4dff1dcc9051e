namespace RunFunctions.Infrastructure.Pdf.Fonts;

/// <summary>Cuts shown strings into character codes and says what each code shows.</summary>
internal abstract class PdfFont
{
    /// <summary>Glyphs run down the page.</summary>
    public virtual bool IsVertical => false;

    /// <summary>Height of a line of text at font size 1; other than 1 only for fonts with units of their own.</summary>
    public virtual double Em => 1;

    /// <summary>Reads the code at the front of <paramref name="bytes"/>, which are not empty.</summary>
    /// <returns>How many bytes it has, at least one.</returns>
    public abstract int ReadCode(ReadOnlySpan<byte> bytes, out int code);

    public abstract FontGlyph GlyphOf(int code);
}

/// <summary>A font with one byte for each code.</summary>
internal sealed class SimpleFont(FontGlyph[] glyphs, double em) : PdfFont
{
    public override double Em => em;

    public override int ReadCode(ReadOnlySpan<byte> bytes, out int code)
    {
        code = bytes[0];
        return 1;
    }

    public override FontGlyph GlyphOf(int code) => glyphs[code];
}

/// <summary>A Type 0 font, whose encoding turns codes of one to four bytes into glyph numbers.</summary>
internal sealed class CompositeFont(CompositeEncoding encoding, Func<int, string?> textOf, Func<int, double> advanceOf) : PdfFont
{
    private readonly Dictionary<int, FontGlyph> _glyphs = [];

    public override bool IsVertical => encoding.IsVertical;

    public override int ReadCode(ReadOnlySpan<byte> bytes, out int code) => encoding.ReadCode(bytes, out code);

    public override FontGlyph GlyphOf(int code)
    {
        if (!_glyphs.TryGetValue(code, out var glyph))
        {
            glyph = FontGlyph.Of(textOf(code), advanceOf(code));
            _glyphs.Add(code, glyph);
        }

        return glyph;
    }
}
