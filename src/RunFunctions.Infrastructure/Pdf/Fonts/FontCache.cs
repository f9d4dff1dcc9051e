using RunFunctions.Infrastructure.Pdf.Objects;
using RunFunctions.Infrastructure.Pdf.Structure;

namespace RunFunctions.Infrastructure.Pdf.Fonts;

/// <summary>The fonts of one document, each read once.</summary>
internal sealed class FontCache
{
    private readonly PdfFile _file;
    private readonly SimpleFontReader _simple;
    private readonly CompositeFontReader _composite;
    private readonly Dictionary<PdfDictionary, PdfFont> _fonts = [];

    public FontCache(PdfFile file, ExtractionBudget budget)
    {
        var programs = new FontPrograms(file, budget);
        _file = file;
        _simple = new SimpleFontReader(file, programs);
        _composite = new CompositeFontReader(file, programs);
    }

    public PdfFont Get(PdfDictionary dictionary)
    {
        if (!_fonts.TryGetValue(dictionary, out var font))
        {
            font = _file.GetName(dictionary, "Subtype") == "Type0" ? _composite.Read(dictionary) : _simple.Read(dictionary);
            _fonts.Add(dictionary, font);
        }

        return font;
    }
}
