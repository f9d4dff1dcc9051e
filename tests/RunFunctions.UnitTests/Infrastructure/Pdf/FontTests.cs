namespace RunFunctions.UnitTests.Infrastructure.Pdf;

/// <summary>How a font's codes become characters.</summary>
public sealed class FontTests
{
    /// <summary>Three glyphs: .notdef, uni00E9 with code 1, B with code 2.</summary>
    private const string CffProgram =
        "\u0001\0\u0004\u0001" // header
        + "\0\u0001\u0001\u0001\u0002X" // names
        + "\0\u0001\u0001\u0001\u0007\u00AE\u000F\u00B3\u0010\u00B7\u0011" // top dictionary: charset at 35, encoding at 40, glyphs at 44
        + "\0\u0001\u0001\u0001\u0008uni00E9" // strings: number 391
        + "\0\0" // subroutines
        + "\0\u0001\u0087\0\u0023" // charset: 391, 35
        + "\0\u0002\u0001\u0002" // encoding: codes 1, 2
        + "\0\u0003\u0001\u0001\u0002\u0003\u0004\u000E\u000E\u000E"; // glyphs

    [Theory]
    [InlineData("/Encoding/WinAnsiEncoding", "<80 96 F1 A0 E9>", "€–ñ é")]
    [InlineData("/Encoding/MacRomanEncoding", "<96 8E D0>", "ñé–")]
    [InlineData("/Encoding/StandardEncoding", "<27 60 AE>", "’‘fi")]
    [InlineData("/Encoding<</Differences[1/ntilde/f_f_i/uni00E9/u20AC/T.alt/uni00660069 65/B]>>", "<01 02 03 04 05 06 41 42>", "ñffié€TfiBB")]
    [InlineData("/Encoding<</BaseEncoding/MacRomanEncoding/Differences[65/a]>>", "<41 96>", "añ")]
    public void Simple_fonts_are_read_by_glyph_names(string encoding, string shown, string expected)
    {
        Assert.Equal(expected, Read($"<</Type/Font/Subtype/Type1/BaseFont/Courier{encoding}>>", shown));
    }

    [Theory]
    [InlineData("Symbol", "<61 B0>", "α°")]
    [InlineData("ZapfDingbats", "<33 6C>", "✓●")]
    public void Symbol_fonts_have_encodings_of_their_own(string font, string shown, string expected)
    {
        Assert.Equal(expected, Read($"<</Type/Font/Subtype/Type1/BaseFont/{font}>>", shown));
    }

    [Theory]
    [InlineData("1 beginbfchar <41> <00F1> endbfchar", "<41 42>", "ñB")]
    [InlineData("1 beginbfrange <41> <43> <0061> endbfrange", "<41 42 43>", "abc")]
    [InlineData("1 beginbfrange <41> <42> [<00660069> <D83DDC3E>] endbfrange", "<41 42>", "fi🐾")]
    [InlineData("1 beginbfchar <41> <FB03> endbfchar", "<41>", "ffi")]
    [InlineData("1 beginbfchar <41> /ntilde endbfchar", "<41>", "ñ")]
    [InlineData("1 beginbfrange <41> <7FFFFFFF> <0061> endbfrange", "<41>", "a")]
    public void ToUnicode_comes_before_glyph_names(string map, string shown, string expected)
    {
        Assert.Equal(expected, Read("<</Type/Font/Subtype/Type1/BaseFont/Courier/ToUnicode 6 0 R>>", shown, SyntheticPdf.Stream(map)));
    }

    [Theory]
    [InlineData("Identity-H", "<00410042>", "AB")]
    [InlineData("UniGB-UCS2-H", "<00F1732B>", "ñ猫")]
    [InlineData("UniJIS-UTF16-H", "<0041D83DDC3E>", "A🐾")]
    public void Composite_fonts_are_read_by_their_encoding(string encoding, string shown, string expected)
    {
        // CIDs 34 and 35 are A and B in every Adobe collection; Identity-H needs the map.
        var font = $"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/{encoding}/DescendantFonts[6 0 R]{(encoding == "Identity-H" ? "/ToUnicode 7 0 R" : "")}>>";
        const string descendant = "<</Type/Font/Subtype/CIDFontType0/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>";

        Assert.Equal(expected, Read(font, shown, descendant, SyntheticPdf.Stream("1 beginbfrange <0000> <FFFF> <0000> endbfrange")));
    }

    [Fact]
    public void Embedded_CMaps_cut_codes_of_different_lengths()
    {
        const string font = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding 7 0 R/DescendantFonts[6 0 R]>>";
        const string descendant = "<</Type/Font/Subtype/CIDFontType0/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>>>";
        const string map = """
            2 begincodespacerange <00> <80> <8140> <9FFC> endcodespacerange
            1 begincidrange <20> <7E> 1 endcidrange
            1 begincidchar <8141> 35 endcidchar
            """;

        Assert.Equal("ABA", Read(font, "<41 8141 41>", descendant, SyntheticPdf.Stream(map)));
    }

    [Fact]
    public void Widths_of_composite_fonts_decide_where_words_end()
    {
        const string font = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>";
        const string identity = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>";
        const string descendant = "<</Type/Font/Subtype/CIDFontType2/DW 1000/W[65[500 600] 67 70 250]>>";
        var map = SyntheticPdf.Stream("1 beginbfrange <0000> <FFFF> <0000> endbfrange");

        Assert.Equal("ABC", Reading.TextOf(Document(identity, "<0041> Tj 5 0 Td <0042> Tj 6 0 Td <0043> Tj", descendant, map)));
        Assert.Equal("C D", Reading.TextOf(Document(identity, "<0043> Tj 5 0 Td <0044> Tj", descendant, map)));
        Assert.Equal("AB", Reading.TextOf(Document(font, "<0041> Tj 10 0 Td <0042> Tj", descendant, map)));
    }

    [Fact]
    public void Vertical_writing_is_read_down_the_columns_from_right_to_left()
    {
        const string font = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/UniJIS-UTF16-V/DescendantFonts[6 0 R]>>";

        Assert.Equal("AB\nCD", Reading.TextOf(Document(font, "1 0 0 1 100 700 Tm <00430044> Tj 1 0 0 1 130 700 Tm <00410042> Tj", "<</Subtype/CIDFontType0>>")));
    }

    [Fact]
    public void Type_3_fonts_are_read_by_ToUnicode_in_the_units_of_their_matrix()
    {
        const string font = "<</Type/Font/Subtype/Type3/FontMatrix[0.01 0 0 0.01 0 0]/FontBBox[0 0 100 100]/FirstChar 1/Widths[50 50]/Encoding<</Differences[1/x/y]>>/ToUnicode 6 0 R>>";
        var map = SyntheticPdf.Stream("2 beginbfchar <01> <0061> <02> <0062> endbfchar");

        Assert.Equal("ab", Reading.TextOf(Document(font, "<0102> Tj", map)));
        Assert.Equal("a b", Reading.TextOf(Document(font, "<01> Tj 10 0 Td <02> Tj", map)));
    }

    [Fact]
    public void Type_1_programs_bring_their_encoding()
    {
        const string font = "<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+X/FontDescriptor 6 0 R/FirstChar 1/Widths[500 500]>>";
        const string program = "%!PS-AdobeFont-1.0\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 1 /ntilde put\ndup 2 /o put\nreadonly def";

        Assert.Equal("ño", Read(font, "<0102>", "<</Type/FontDescriptor/Flags 4/FontFile 7 0 R>>", SyntheticPdf.Stream(program)));
    }

    [Fact]
    public void Cff_programs_bring_their_encoding_and_names()
    {
        const string font = "<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+X/FontDescriptor 6 0 R/FirstChar 1/Widths[500 500]>>";

        Assert.Equal("éB", Read(font, "<0102>", "<</Type/FontDescriptor/Flags 4/FontFile3 7 0 R>>", SyntheticPdf.Stream(CffProgram, "/Subtype/Type1C")));
    }

    [Fact]
    public void Glyphs_of_a_composite_Cff_font_are_read_by_their_names()
    {
        const string font = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>";
        const string descendant = "<</Type/Font/Subtype/CIDFontType0/FontDescriptor 7 0 R>>";

        Assert.Equal("Bé", Read(font, "<00020001>", descendant, "<</Type/FontDescriptor/FontFile3 8 0 R>>", SyntheticPdf.Stream(CffProgram, "/Subtype/CIDFontType0C")));
    }

    [Fact]
    public void A_font_that_is_not_there_shows_nothing()
    {
        Assert.Equal("", Reading.TextOf(SyntheticPdf.Page("BT /F7 10 Tf 50 700 Td (lost) Tj ET")));
    }

    private static string Read(string font, string shown, params string[] moreObjects) => Reading.TextOf(Document(font, shown + " Tj", moreObjects));

    private static byte[] Document(string font, string operators, params string[] moreObjects) =>
        SyntheticPdf.Page($"BT /F1 10 Tf 50 700 Td {operators} ET", font, "", moreObjects);
}
