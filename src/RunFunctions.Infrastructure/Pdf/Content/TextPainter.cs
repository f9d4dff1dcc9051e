using RunFunctions.Infrastructure.Pdf.Fonts;
using RunFunctions.Infrastructure.Pdf.Layout;
using RunFunctions.Infrastructure.Pdf.Structure;

namespace RunFunctions.Infrastructure.Pdf.Content;

/// <summary>Moves the pen and records the glyphs it leaves on the page (ISO 32000-1, 9.4).</summary>
internal sealed class TextPainter(PageContent content, Rectangle page, ActualTextScope actualText, ExtractionBudget budget)
{
    private const double SmallestSize = 0.01;

    private Matrix _lineStart = Matrix.Identity;
    private Matrix _pen = Matrix.Identity;

    public void BeginText() => SetMatrix(Matrix.Identity);

    public void SetMatrix(Matrix matrix)
    {
        _lineStart = matrix;
        _pen = matrix;
    }

    public void MoveLine(double x, double y) => SetMatrix(Matrix.Translation(x, y) * _lineStart);

    /// <param name="adjustment">Thousandths of an em, against the direction of writing.</param>
    /// <param name="state">The current parameters.</param>
    public void Kern(double adjustment, GraphicsState state)
    {
        var distance = -adjustment / 1000 * state.FontSize;
        _pen = Move(state, distance * (state.Font?.IsVertical ?? false ? 1 : state.HorizontalScaling)) * _pen;
    }

    public void Show(ReadOnlySpan<byte> bytes, GraphicsState state)
    {
        if (state.Font is not { } font)
        {
            return;
        }

        var line = new LineFrame(_pen * state.Transformation, font.IsVertical);
        var size = line.Across(state.FontSize * font.Em);
        var pen = 0.0;
        while (!bytes.IsEmpty)
        {
            budget.CountGlyph();
            var length = font.ReadCode(bytes, out var code);
            bytes = bytes[length..];
            var glyph = font.GlyphOf(code);
            var spacing = state.CharacterSpacing + (length == 1 && code == ' ' ? state.WordSpacing : 0);
            var scale = font.IsVertical ? 1 : state.HorizontalScaling;
            var advance = glyph.Advance * state.FontSize * scale;
            if (size >= SmallestSize)
            {
                Record(glyph, line.Place(pen, state.Rise, advance), size);
            }

            pen += advance + (spacing * scale);
        }

        _pen = Move(state, pen) * _pen;
    }

    private static Matrix Move(GraphicsState state, double distance) =>
        state.Font?.IsVertical ?? false ? Matrix.Translation(0, -distance) : Matrix.Translation(distance, 0);

    private void Record(in FontGlyph glyph, in PlacedGlyph placed, double size)
    {
        if (!page.Contains(placed.X, placed.Y))
        {
            return;
        }

        content.GlyphCount++;
        var shown = new ShownGlyph(glyph.Text ?? "", placed.Angle, placed.U, placed.V, placed.Width, size);
        if (actualText.Replaces(shown))
        {
            return;
        }

        // One that says nothing still takes up room between its neighbours.
        content.UndecodedCount += glyph.Text is null ? 1 : 0;
        content.Glyphs.Add(shown);
    }
}
