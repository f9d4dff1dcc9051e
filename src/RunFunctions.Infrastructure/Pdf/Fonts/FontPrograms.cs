using RunFunctions.Infrastructure.Pdf.Objects;
using RunFunctions.Infrastructure.Pdf.Structure;

namespace RunFunctions.Infrastructure.Pdf.Fonts;

/// <summary>Reads the streams that hang on a font: embedded programs and CMaps. What cannot be decoded counts as absent.</summary>
internal sealed class FontPrograms(PdfFile file, ExtractionBudget budget)
{
    public CMap? ReadToUnicode(PdfDictionary font) => file.Resolve(font["ToUnicode"]) is PdfStream stream ? ReadCMap(stream) : null;

    public CMap? ReadCMap(PdfStream stream)
    {
        if (ReadBytes(stream) is not { } bytes)
        {
            return null;
        }

        var map = new CMapParser(budget).Parse(bytes);
        map.IsVertical |= file.GetNumber(stream.Dictionary, "WMode") == 1;
        map.IsIdentity |= file.GetName(stream.Dictionary, "UseCMap")?.StartsWith("Identity", StringComparison.Ordinal) ?? false;
        return map;
    }

    public TrueTypeProgram? ReadTrueType(PdfDictionary? descriptor) =>
        ReadBytes(file.Resolve(descriptor?["FontFile2"]) as PdfStream ?? file.Resolve(descriptor?["FontFile3"]) as PdfStream) is { } bytes
            ? TrueTypeProgram.Read(bytes)
            : null;

    /// <param name="descriptor">The font's descriptor.</param>
    /// <param name="openType">The same font read as OpenType, if it is one.</param>
    public CffProgram? ReadCff(PdfDictionary? descriptor, TrueTypeProgram? openType)
    {
        if (openType is { CffTable.IsEmpty: false })
        {
            return CffProgram.Read(openType.CffTable);
        }

        return openType is null && ReadBytes(file.Resolve(descriptor?["FontFile3"]) as PdfStream) is { } bytes ? CffProgram.Read(bytes) : null;
    }

    /// <summary>The encoding built into an embedded Type 1 or CFF font: glyph names by code.</summary>
    public string?[]? ReadBuiltInEncoding(PdfDictionary? descriptor)
    {
        if (ReadBytes(file.Resolve(descriptor?["FontFile"]) as PdfStream) is { } type1)
        {
            return Type1Program.ReadEncoding(type1, budget);
        }

        return descriptor?["FontFile3"] is null ? null : ReadCff(descriptor, ReadTrueType(descriptor))?.ReadEncoding();
    }

    /// <summary>The decoded bytes, or null when there is no stream or no way to decode it.</summary>
    public ReadOnlyMemory<byte>? ReadBytes(PdfStream? stream)
    {
        if (stream is null)
        {
            return null;
        }

        try
        {
            return file.Decode(stream);
        }
        catch (PdfFormatException)
        {
            return null;
        }
    }
}
