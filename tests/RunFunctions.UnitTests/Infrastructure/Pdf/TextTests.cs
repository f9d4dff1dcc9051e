namespace RunFunctions.UnitTests.Infrastructure.Pdf;

/// <summary>What the operators of a content stream make of their strings.</summary>
public sealed class TextTests
{
    [Theory]
    [InlineData("(Peso) Tj", "Peso")]
    [InlineData("[(Pe) 40 (so)] TJ", "Peso")]
    [InlineData("[(Peso) -300 (18,4)] TJ", "Peso 18,4")]
    [InlineData("(Peso) Tj (18,4) Tj", "Peso18,4")]
    [InlineData("(Peso) Tj 60 0 Td (18,4) Tj", "Peso  18,4")]
    [InlineData("(Peso) Tj 0 -14 Td (18,4) Tj", "Peso\n18,4")]
    [InlineData("14 TL (Peso) Tj T* (18,4) Tj", "Peso\n18,4")]
    [InlineData("14 TL (Peso) Tj (18,4) '", "Peso\n18,4")]
    [InlineData("14 TL (Peso) Tj 1 0 (18,4) \"", "Peso\n18,4")]
    [InlineData("(Peso) Tj 0 -14 TD (18,4) Tj T* (kg) Tj", "Peso\n18,4\nkg")]
    [InlineData("10 Tw (18,4 kg) Tj", "18,4 kg")]
    [InlineData("1 Tc (Peso) Tj", "Peso")]
    [InlineData("50 Tz (Peso) Tj 100 Tz (18,4) Tj", "Peso18,4")]
    [InlineData("(10) Tj 4 Ts /F1 6 Tf (3) Tj", "103")]
    [InlineData("3 Tr (Peso) Tj", "Peso")]
    [InlineData("<5065 736F> Tj", "Peso")]
    [InlineData("(Pe\\163o \\(kg\\)) Tj", "Peso (kg)")]
    [InlineData("(Pe\\\nso) Tj", "Peso")]
    [InlineData("(dise\\361o) Tj", "diseño")]
    [InlineData("% (comment) Tj\n(Peso) Tj", "Peso")]
    public void Operators_place_text(string operators, string expected)
    {
        Assert.Equal(expected, Show(operators));
    }

    [Fact]
    public void Rows_are_read_from_top_to_bottom_whatever_the_order_of_drawing()
    {
        const string content = """
            BT /F1 10 Tf
            1 0 0 1 300 700 Tm (Especie: Canina) Tj
            1 0 0 1 50 680 Tm (Raza: Beagle) Tj
            1 0 0 1 50 700 Tm (Paciente: Toby) Tj
            1 0 0 1 300 680 Tm (Sexo: Macho) Tj ET
            """;

        Assert.Equal("Paciente: Toby  Especie: Canina\nRaza: Beagle  Sexo: Macho", Reading.TextOf(SyntheticPdf.Page(content)));
    }

    [Fact]
    public void Small_lines_beside_a_large_heading_stay_apart()
    {
        const string content = """
            BT /F1 24 Tf 50 700 Td (Clinic) Tj ET
            BT /F1 8 Tf 1 0 0 1 300 708 Tm (Elm Street) Tj 1 0 0 1 300 696 Tm (Rivertown) Tj ET
            """;

        Assert.Equal(["Elm Street", "Rivertown"], Reading.TextOf(SyntheticPdf.Page(content)).Split('\n').Select(l => l.Replace("Clinic", "", StringComparison.Ordinal).Trim()).Where(l => l.Length > 0));
    }

    [Fact]
    public void Bold_made_by_drawing_twice_is_read_once()
    {
        Assert.Equal("Peso", Show("(Peso) Tj 1 0 0 1 50.3 700 Tm (Peso) Tj"));
        Assert.Equal("AB", Show("(A) Tj 1 0 0 1 50.3 700 Tm (A) Tj 1 0 0 1 56.67 700 Tm (B) Tj 1 0 0 1 56.97 700 Tm (B) Tj"));
    }

    [Theory]
    [InlineData("(\\264) Tj 1 0 0 1 48.9 700 Tm (a) Tj (no) Tj", "áno")]
    [InlineData("(c) Tj 1 0 0 1 50.8 700 Tm (\\270) Tj", "ç")]
    [InlineData("(\\264) Tj (a) Tj", "´a")]
    public void An_accent_drawn_over_a_letter_belongs_to_it(string operators, string expected)
    {
        Assert.Equal(expected, Show(operators));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    [InlineData(-90)]
    public void Turned_pages_are_read_upright(int rotation)
    {
        // The same picture on each page: text drawn against the turn that a viewer makes.
        var matrix = rotation switch
        {
            90 => "0 1 -1 0 500 0",
            180 => "-1 0 0 -1 500 500",
            270 or -90 => "0 -1 1 0 0 500",
            _ => "1 0 0 1 0 0",
        };
        var content = $"q {matrix} cm BT /F1 10 Tf 50 400 Td (first) Tj 0 -20 Td (second) Tj 100 0 Td (third) Tj ET Q";
        var document = SyntheticPdf.Page(content, pageEntries: $"/CropBox[0 0 500 500]/Rotate {rotation}");

        Assert.Equal("first\nsecond  third", Reading.TextOf(document));
    }

    [Fact]
    public void Text_in_other_directions_follows_the_upright_text()
    {
        const string content = """
            BT /F1 10 Tf 0 1 -1 0 30 100 Tm (side) Tj 1 0 0 1 50 700 Tm (upright) Tj
            0.70711 0.70711 -0.70711 0.70711 200 200 Tm (water) Tj (mark) Tj ET
            """;

        Assert.Equal("upright\nside\nwatermark", Reading.TextOf(SyntheticPdf.Page(content)));
    }

    [Fact]
    public void What_lies_outside_the_page_is_not_read()
    {
        Assert.Equal("inside", Show("(inside) Tj 1 0 0 1 700 700 Tm (outside) Tj"));
    }

    [Fact]
    public void ActualText_replaces_what_is_shown()
    {
        Assert.Equal("office", Show("(o) Tj /Span <</ActualText(ffi)>> BDC (#) Tj EMC (ce) Tj"));
        Assert.Equal("año", Show("/Span <</ActualText<FEFF006100F1006F>>> BDC (x) Tj EMC"));
        Assert.Equal("line", Show("(line) Tj /Span <</ActualText()>> BDC (-) Tj EMC"));
        Assert.Equal("ab", Show("/P <</MCID 0>> BDC (a) Tj EMC /Artifact BMC (b) Tj EMC EMC"));
    }

    [Fact]
    public void Inline_images_are_counted_and_passed_over()
    {
        var page = Assert.Single(Reading.Of(Drawing("(one) Tj ET BI /W 2 /H 2 /BPC 8 /CS /G ID \u0001 EI\u0002(x) Tj EI BT 1 0 0 1 50 600 Tm (two) Tj")).Document.Pages);

        Assert.Equal((6, 1), (page.Glyphs, page.Images));
    }

    [Fact]
    public void Forms_are_read_with_their_own_matrix_and_resources()
    {
        var form = SyntheticPdf.Stream(
            "BT /F9 10 Tf (form) Tj ET",
            "/Type/XObject/Subtype/Form/BBox[0 0 100 100]/Matrix[1 0 0 1 50 100]/Resources<</Font<</F9 5 0 R>>>>");
        const string content = "BT /F1 10 Tf 50 150 Td (above) Tj 0 -100 Td (below) Tj ET /X1 Do";

        Assert.Equal("above\nform\nbelow", Reading.TextOf(SyntheticPdf.Page(content, moreObjects: form)));
    }

    [Fact]
    public void Filled_form_fields_are_read_from_their_appearance_and_hidden_ones_are_not()
    {
        var field = SyntheticPdf.Stream("/Tx BMC BT /F1 10 Tf 2 4 Td (Toby) Tj ET EMC", "/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</F1 5 0 R>>>>");
        var document = SyntheticPdf.Page(
            "BT /F1 10 Tf 50 704 Td (Paciente:) Tj ET",
            SyntheticPdf.Helvetica,
            "/Annots[7 0 R 8 0 R 9 0 R]",
            field,
            "<</Subtype/Widget/Rect[100 700 200 720]/AP<</N 6 0 R>>>>",
            "<</Subtype/Widget/Rect[100 600 200 620]/AP<</N 6 0 R>>/F 2>>",
            "<</Subtype/Widget/Rect[100 500 200 520]/AP<</N<</On 6 0 R>>>>/AS/Off>>");

        Assert.Equal("Paciente: Toby", Reading.TextOf(document));
    }

    [Fact]
    public void Content_may_be_cut_into_several_streams()
    {
        var pdf = new SyntheticPdf();
        pdf.Add("<</Type/Catalog/Pages 2 0 R>>");
        pdf.Add("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        pdf.Add("<</Type/Page/Contents[4 0 R 5 0 R]/Resources<</Font<</F1 6 0 R>>>>>>");
        pdf.AddStream("BT /F1 10 Tf 50 700 Td (one) Tj (two)");
        pdf.AddStream("Tj ET");
        pdf.Add(SyntheticPdf.Helvetica);

        Assert.Equal("onetwo", Reading.TextOf(pdf.ToBytes()));
    }

    private static string Show(string operators) => Reading.TextOf(Drawing(operators));

    private static byte[] Drawing(string operators) => SyntheticPdf.Page($"BT /F1 10 Tf 50 700 Td {operators} ET");
}
