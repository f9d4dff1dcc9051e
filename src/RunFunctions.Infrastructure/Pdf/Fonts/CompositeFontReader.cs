using RunFunctions.Infrastructure.Pdf.Objects;
using RunFunctions.Infrastructure.Pdf.Structure;

namespace RunFunctions.Infrastructure.Pdf.Fonts;

/// <summary>Builds Type 0 fonts. Text comes from ToUnicode, else from the encoding, else from the embedded font itself.</summary>
internal sealed class CompositeFontReader(PdfFile file, FontPrograms programs)
{
    // The Adobe collections for Chinese, Japanese and Korean number the printable ASCII characters alike.
    private const int LastAsciiCid = 95;
    private const int AsciiCidOffset = 31;

    public CompositeFont Read(PdfDictionary font)
    {
        var descendant = file.GetItems(font, "DescendantFonts").FirstOrDefault() as PdfDictionary ?? PdfDictionary.Empty;
        var encoding = file.Resolve(font["Encoding"]) is PdfStream stream && programs.ReadCMap(stream) is { } embedded
            ? CompositeEncoding.Embedded(embedded)
            : CompositeEncoding.Predefined(file.GetName(font, "Encoding"));
        var widths = new GlyphWidths(descendant, file);
        var toUnicode = programs.ReadToUnicode(font);
        var fromProgram = new Lazy<Func<int, string?>>(() => TextByCid(descendant));
        return new CompositeFont(
            encoding,
            code => toUnicode?.TextOf(code) ?? encoding.TextOf(code) ?? (encoding.CidOf(code) is { } cid ? fromProgram.Value(cid) : null),
            code => widths.AdvanceOf(encoding.CidOf(code)));
    }

    private Func<int, string?> TextByCid(PdfDictionary descendant)
    {
        var collection = file.Get<PdfDictionary>(descendant, "CIDSystemInfo");
        if ((file.Resolve(collection?["Ordering"]) as PdfString)?.ToText() is "Japan1" or "GB1" or "CNS1" or "Korea1" or "KR")
        {
            return cid => cid is > 0 and <= LastAsciiCid ? ((char)(cid + AsciiCidOffset)).ToString() : null;
        }

        var descriptor = file.Get<PdfDictionary>(descendant, "FontDescriptor");
        var trueType = programs.ReadTrueType(descriptor);
        var cff = programs.ReadCff(descriptor, trueType);
        var glyphByCid = programs.ReadBytes(file.Resolve(descendant["CIDToGIDMap"]) as PdfStream);
        return cid =>
        {
            var glyph = glyphByCid is { } map ? new FontBytes(map).U16(2L * cid) : cid;
            return trueType?.TextOfGlyph(glyph) ?? GlyphNames.ToText(cff?.NameOfGlyph(glyph));
        };
    }
}
