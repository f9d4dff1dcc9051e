namespace RunFunctions.Infrastructure.Pdf.Layout;

/// <summary>A glyph on the page, in a frame turned so that its line of text runs along <paramref name="U"/>.</summary>
/// <param name="Text">Its characters; empty when they could not be found out.</param>
/// <param name="Angle">Direction of the line in whole degrees, counter-clockwise; 0 for upright text.</param>
/// <param name="U">Where it starts along the line, in points.</param>
/// <param name="V">Height of the baseline across the line, in points.</param>
/// <param name="Width">In points.</param>
/// <param name="Size">Height of an em, in points.</param>
internal readonly record struct ShownGlyph(string Text, int Angle, double U, double V, double Width, double Size)
{
    public bool IsSpace => Text == " ";
}

/// <summary>What a page shows, in the order of its content streams.</summary>
internal sealed class PageContent
{
    public List<ShownGlyph> Glyphs { get; } = [];

    public int GlyphCount { get; set; }

    public int UndecodedCount { get; set; }

    public int ImageCount { get; set; }
}
