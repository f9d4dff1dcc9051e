using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Core.Documents.Ports;

namespace RunFunctions.UnitTests.Infrastructure.Pdf;

/// <summary>Ways in which a file says where its objects are.</summary>
public sealed class StructureTests
{
    [Fact]
    public void An_incremental_update_replaces_objects()
    {
        var original = SyntheticPdf.Page("BT /F1 10 Tf 50 700 Td (old) Tj ET");

        Assert.Equal("new", Reading.TextOf(Updated(original, "BT /F1 10 Tf 50 700 Td (new) Tj ET", brokenStart: false)));
    }

    [Fact]
    public void Recovery_takes_the_newest_object_too()
    {
        var original = SyntheticPdf.Page("BT /F1 10 Tf 50 700 Td (old) Tj ET");

        Assert.Equal("new", Reading.TextOf(Updated(original, "BT /F1 10 Tf 50 700 Td (new) Tj ET", brokenStart: true)));
    }

    [Fact]
    public void Hybrid_files_have_a_table_and_a_stream()
    {
        // Objects 1 to 3 stand in an object stream that only the cross-reference stream knows.
        string[] bodies = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"];
        var contents = $"1 0 2 {bodies[0].Length + 1} 3 {bodies[0].Length + bodies[1].Length + 2} ";
        var first = contents.Length;
        contents += string.Join(' ', bodies);

        var file = new StringBuilder("%PDF-1.5\n");
        var offsets = new int[9];
        Append(4, SyntheticPdf.Stream("BT /F1 10 Tf 50 700 Td (hybrid) Tj ET"));
        Append(5, SyntheticPdf.Helvetica);
        Append(6, SyntheticPdf.Stream(contents, $"/Type/ObjStm/N 3/First {first}"));
        Append(7, SyntheticPdf.Stream("\u0002\u0006\0\u0002\u0006\u0001\u0002\u0006\u0002", "/Type/XRef/W[1 1 1]/Index[1 3]/Size 8"));
        var xref = file.Length;
        file.Append("xref\n0 8\n0000000000 65535 f \n");
        for (var i = 1; i < 8; i++)
        {
            file.Append(CultureInfo.InvariantCulture, $"{offsets[i]:D10} {(i < 4 ? "65535 f" : "00000 n")} \n");
        }

        file.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size 8/Root 1 0 R/XRefStm {offsets[7]}>>\nstartxref\n{xref}\n%%EOF");

        Assert.Equal("hybrid", Reading.TextOf(Encoding.Latin1.GetBytes(file.ToString())));

        void Append(int number, string body)
        {
            offsets[number] = file.Length;
            file.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}\nendobj\n");
        }
    }

    [Fact]
    public void A_page_tree_that_is_lost_is_replaced_by_the_pages_in_file_order()
    {
        var pdf = new SyntheticPdf();
        pdf.Add("<</Type/Catalog/Pages 99 0 R>>");
        pdf.Add(SyntheticPdf.Helvetica);
        foreach (var word in new[] { "one", "two" })
        {
            pdf.Add($"<</Type/Page/Contents {pdf.Count + 2} 0 R/Resources<</Font<</F1 2 0 R>>>>>>");
            pdf.AddStream($"BT /F1 10 Tf 50 700 Td ({word}) Tj ET");
        }

        Assert.Equal("one\ntwo", Reading.TextOf(pdf.ToBytes()));
    }

    [Fact]
    public void A_wrong_stream_length_is_found_out()
    {
        var document = SyntheticPdf.Page("/X1 Do", moreObjects: "<</Subtype/Form/BBox[0 0 1 1]/Length 5>>stream\nBT /F1 10 Tf 50 700 Td (whole) Tj ET\nendstream");

        Assert.Equal("whole", Reading.TextOf(document));
    }

    [Fact]
    public void A_page_that_fails_does_not_take_the_others_with_it()
    {
        var pdf = new SyntheticPdf();
        pdf.Add("<</Type/Catalog/Pages 2 0 R>>");
        pdf.Add("<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/Resources<</Font<</F1 7 0 R>>>>>>");
        pdf.Add("<</Type/Page/Contents 5 0 R>>");
        pdf.Add("<</Type/Page/Contents 6 0 R>>");
        pdf.AddStream("not decodable", "/Filter/Unknown");
        pdf.AddStream("BT /F1 10 Tf 50 700 Td (second) Tj ET");
        pdf.Add(SyntheticPdf.Helvetica);

        var extraction = Reading.Of(pdf.ToBytes());

        Assert.Equal(ExtractionOutcome.Extracted, extraction.Outcome);
        Assert.Equal([(1, 0, 0), (2, 1, 6)], extraction.Document.Pages.Select(p => (p.Number, p.Offset, p.Length)));
    }

    [Fact]
    public void Pages_stand_at_their_offsets_whatever_they_hold()
    {
        var pages = Gen.ArrayOf(Gen.ArrayOf(Gen.Elements("Peso", "", "18,4", "a b", "diseño")));
        var property = Prop.ForAll(pages.ToArbitrary(), contents =>
        {
            var drawn = contents.Select(words => "BT /F1 10 Tf 12 TL 50 700 Td " + string.Concat(words.Take(50).Select(w => $"({w}) Tj T* ")) + "ET").ToList();
            var document = Reading.Of(SyntheticPdf.Pages(drawn)).Document;
            return document.Pages.Select(p => document.Text.Substring(p.Offset, p.Length))
                .SequenceEqual(contents.Select(words => string.Join('\n', words.Take(50).Where(w => w.Length > 0))));
        });

        property.QuickCheckThrowOnFailure();
    }

    private static byte[] Updated(byte[] original, string content, bool brokenStart)
    {
        var previous = original.AsSpan().LastIndexOf("xref\n0 "u8);
        var body = $"4 0 obj\n{SyntheticPdf.Stream(content)}\nendobj\n";
        var xref = original.Length + body.Length;
        var update = body + $"xref\n4 1\n{original.Length:D10} 00000 n \ntrailer\n<</Size 6/Root 1 0 R/Prev {previous}>>\nstartxref\n{(brokenStart ? 0 : xref)}\n%%EOF\n";
        return [.. original, .. Encoding.Latin1.GetBytes(update)];
    }
}
