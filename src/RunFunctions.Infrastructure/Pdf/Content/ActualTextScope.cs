using RunFunctions.Infrastructure.Pdf.Fonts;
using RunFunctions.Infrastructure.Pdf.Layout;

namespace RunFunctions.Infrastructure.Pdf.Content;

/// <summary>
/// Marked content, and the text that a document gives in place of the glyphs inside it
/// (<c>ActualText</c>, ISO 32000-1, 14.9.4). The outermost replacement counts.
/// </summary>
internal sealed class ActualTextScope(PageContent content)
{
    private string? _replacement;
    private ShownGlyph? _first;
    private double _end;
    private int _depth;
    private int _replacementDepth;

    /// <param name="replacement">The text for everything up to the matching <see cref="End"/>, or null.</param>
    public void Begin(string? replacement)
    {
        _depth++;
        if (_replacement is null && replacement is not null)
        {
            _replacement = replacement;
            _replacementDepth = _depth;
            _first = null;
        }
    }

    public void End()
    {
        if (_depth == 0)
        {
            return;
        }

        if (_replacement is not null && _depth == _replacementDepth)
        {
            if (_first is { } first && FontGlyph.Of(_replacement, 0).Text is { } text)
            {
                content.Glyphs.Add(first with { Text = text, Width = Math.Max(0, _end - first.U) });
            }

            _replacement = null;
        }

        _depth--;
    }

    /// <summary>Whether a glyph is one of those replaced.</summary>
    public bool Replaces(in ShownGlyph glyph)
    {
        if (_replacement is null)
        {
            return false;
        }

        _first ??= glyph;
        if (glyph.Angle == _first.Value.Angle && Math.Abs(glyph.V - _first.Value.V) < glyph.Size)
        {
            _end = _first == glyph ? glyph.U + glyph.Width : Math.Max(_end, glyph.U + glyph.Width);
        }

        return true;
    }
}
