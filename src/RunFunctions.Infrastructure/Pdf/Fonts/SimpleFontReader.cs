using System.Globalization;
using RunFunctions.Infrastructure.Pdf.Objects;
using RunFunctions.Infrastructure.Pdf.Structure;

namespace RunFunctions.Infrastructure.Pdf.Fonts;

/// <summary>Builds Type 1, TrueType and Type 3 fonts. Text comes from ToUnicode, else from glyph names, else from the embedded font.</summary>
internal sealed class SimpleFontReader(PdfFile file, FontPrograms programs)
{
    private const int SymbolicFlag = 4;
    private const int Codes = 256;

    public SimpleFont Read(PdfDictionary font)
    {
        var descriptor = file.Get<PdfDictionary>(font, "FontDescriptor");
        var names = ReadNames(font, descriptor);
        var toUnicode = programs.ReadToUnicode(font);
        var trueType = descriptor?["FontFile2"] is null ? null : programs.ReadTrueType(descriptor);
        var advances = ReadAdvances(font, descriptor, names);
        var isDingbats = NameOf(font).Contains("Dingbats", StringComparison.Ordinal);
        Func<int, string?> textOfName = IsType3(font) ? code => TextOfBitmapName(names[code], code) : code => GlyphNames.ToText(names[code], isDingbats);
        var glyphs = new FontGlyph[Codes];
        for (var code = 0; code < Codes; code++)
        {
            var text = toUnicode?.TextOf(code) ?? textOfName(code) ?? trueType?.TextOfCode(code);
            glyphs[code] = FontGlyph.Of(text, advances(code));
        }

        return new SimpleFont(glyphs, ReadEm(font));
    }

    // TeX calls the bitmap glyph of code 65 "a65", which says no more than the code itself.
    private static string? TextOfBitmapName(string? name, int code) =>
        name?.Length > 2 && char.IsAsciiLetter(name[0]) && name.AsSpan(1).SequenceEqual(code.ToString(CultureInfo.InvariantCulture))
            ? ((char)code).ToString()
            : GlyphNames.ToText(name);

    private string?[] ReadNames(PdfDictionary font, PdfDictionary? descriptor)
    {
        var encoding = file.Resolve(font["Encoding"]);
        var dictionary = encoding as PdfDictionary;
        var baseName = (encoding as PdfName)?.Value ?? file.GetName(dictionary, "BaseEncoding");
        var names = (string?[])(PredefinedEncodings.Named(baseName) ?? ImpliedEncoding(font, descriptor, dictionary)).Clone();
        var code = 0;
        foreach (var item in file.GetItems(dictionary, "Differences"))
        {
            if (item is PdfNumber number)
            {
                code = number.Integer;
            }
            else if (item is PdfName name)
            {
                if (code is >= 0 and < Codes)
                {
                    names[code] = name.Value;
                }

                code++;
            }
        }

        return names;
    }

    private string?[] ImpliedEncoding(PdfDictionary font, PdfDictionary? descriptor, PdfDictionary? encoding)
    {
        var name = NameOf(font);
        var isTrueType = file.GetName(font, "Subtype") == "TrueType";
        var isSymbolic = ((int)(file.GetNumber(descriptor, "Flags") ?? 0) & SymbolicFlag) != 0;
        if (programs.ReadBuiltInEncoding(descriptor) is { } builtIn)
        {
            return builtIn;
        }

        if (name.Contains("Dingbats", StringComparison.Ordinal))
        {
            return PredefinedEncodings.ZapfDingbats;
        }

        if (name.EndsWith("Symbol", StringComparison.Ordinal))
        {
            return PredefinedEncodings.Symbol;
        }

        // Codes of an embedded symbolic font mean what its own character map says.
        if (isTrueType && descriptor?["FontFile2"] is not null && isSymbolic && encoding is null)
        {
            return new string?[Codes];
        }

        if (IsType3(font))
        {
            return new string?[Codes];
        }

        return isTrueType ? PredefinedEncodings.WinAnsi : PredefinedEncodings.Standard;
    }

    private Func<int, double> ReadAdvances(PdfDictionary font, PdfDictionary? descriptor, string?[] names)
    {
        var widths = file.GetItems(font, "Widths").Select(w => (w as PdfNumber)?.Value ?? 0).Take(Codes).ToList();
        var first = (int)(file.GetNumber(font, "FirstChar") ?? 0);
        var missing = file.GetNumber(descriptor, "MissingWidth");
        // Type 3 widths are in the font's own units; its matrix gives the size of one.
        var unit = IsType3(font) ? Math.Abs(FontMatrix(font).A) : 0.001;
        var fontName = NameOf(font);
        return code => code - first >= 0 && code - first < widths.Count
            ? widths[code - first] * unit
            : (missing ?? (widths.Count > 0 ? 0 : StandardWidths.Of(fontName, names[code]))) * unit;
    }

    // The size of a Type 3 font says nothing about its glyphs; the box around them does.
    private double ReadEm(PdfDictionary font)
    {
        var box = IsType3(font) ? Rectangle.From(file.Get<PdfArray>(font, "FontBBox"), file) : null;
        return box is { } known ? (known.Top - known.Bottom) * Math.Abs(FontMatrix(font).D) : 1;
    }

    private bool IsType3(PdfDictionary font) => file.GetName(font, "Subtype") == "Type3";

    private Matrix FontMatrix(PdfDictionary font) => Matrix.From(file.GetItems(font, "FontMatrix"));

    private string NameOf(PdfDictionary font) => file.GetName(font, "BaseFont") ?? "";
}
