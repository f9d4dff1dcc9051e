using RunFunctions.Infrastructure.Pdf.Objects;
using RunFunctions.Infrastructure.Pdf.Structure;

namespace RunFunctions.Infrastructure.Pdf.Fonts;

/// <summary>The advances of a composite font, by CID (ISO 32000-1, 9.7.4.3).</summary>
internal sealed class GlyphWidths
{
    private const double DefaultWidth = 1000;

    private readonly Dictionary<int, double> _single = [];
    private readonly List<(int First, int Last, double Width)> _ranges = [];
    private readonly double _default;

    public GlyphWidths(PdfDictionary font, PdfFile file)
    {
        _default = file.GetNumber(font, "DW") ?? DefaultWidth;
        var items = file.GetItems(font, "W").ToList();
        for (var i = 0; i + 1 < items.Count;)
        {
            if (items[i] is PdfNumber first && items[i + 1] is PdfArray widths)
            {
                for (var j = 0; j < widths.Items.Count; j++)
                {
                    _single[first.Integer + j] = (file.Resolve(widths.Items[j]) as PdfNumber)?.Value ?? _default;
                }

                i += 2;
            }
            else
            {
                if (i + 2 < items.Count && items[i] is PdfNumber from && items[i + 1] is PdfNumber to && items[i + 2] is PdfNumber width)
                {
                    _ranges.Add((from.Integer, to.Integer, width.Value));
                }

                i += 3;
            }
        }
    }

    /// <summary>The advance in ems; of the default width when the CID is not known.</summary>
    public double AdvanceOf(int? cid)
    {
        if (cid is not { } known)
        {
            return _default / 1000;
        }

        if (_single.TryGetValue(known, out var width))
        {
            return width / 1000;
        }

        foreach (var range in _ranges)
        {
            if (known >= range.First && known <= range.Last)
            {
                return range.Width / 1000;
            }
        }

        return _default / 1000;
    }
}
