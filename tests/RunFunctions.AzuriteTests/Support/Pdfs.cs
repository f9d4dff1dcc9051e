using System.Globalization;
using System.IO.Compression;
using System.Text;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Support;

/// <summary>PDF files: those of the corpus, and hostile ones that are made here. No animal or person in them exists.</summary>
internal static class Pdfs
{
    /// <summary>A small record in English that reads well.</summary>
    public static byte[] Record { get; } = Fixture("reportlab-form-en");

    /// <summary>A file of tests/Fixtures/Pdf.</summary>
    public static byte[] Fixture(string name) => File.ReadAllBytes(Path.Combine(TestAzurite.RepositoryRoot, "tests", "Fixtures", "Pdf", name + ".pdf"));

    /// <summary>One page with these lines.</summary>
    public static byte[] WithLines(params string[] lines) => OnePage(
        Encoding.Latin1.GetBytes($"BT /F1 11 Tf 14 TL 60 780 Td {string.Join(' ', lines.Select(line => $"({line}) Tj T*"))} ET"), streamEntries: "");

    /// <summary>The beginning of a PDF and then nothing but spaces.</summary>
    public static byte[] OfSize(int bytes)
    {
        var content = new byte[bytes];
        content.AsSpan().Fill((byte)' ');
        "%PDF-1.7\n"u8.CopyTo(content);
        return content;
    }

    /// <summary>A document of many empty pages, each an object of its own.</summary>
    public static byte[] WithPages(int count) => Assemble(
    [
        "<</Type/Catalog/Pages 2 0 R>>",
        $"<</Type/Pages/Count {count}/Kids[{string.Join(' ', Enumerable.Range(3, count).Select(number => $"{number} 0 R"))}]>>",
        .. Enumerable.Repeat("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", count),
    ]);

    /// <summary>A page whose few kilobytes of content unpack to many megabytes.</summary>
    public static byte[] DeflateBomb(int unpackedMegabytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            var block = new byte[1024 * 1024];
            block.AsSpan().Fill((byte)' ');
            for (var i = 0; i < unpackedMegabytes; i++)
            {
                zlib.Write(block);
            }
        }

        return OnePage(packed.ToArray(), "/Filter/FlateDecode");
    }

    private static byte[] OnePage(byte[] content, string streamEntries) => Assemble(
    [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        $"<</Length {content.Length}{streamEntries}>>stream\n{Encoding.Latin1.GetString(content)}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]);

    private static byte[] Assemble(IReadOnlyList<string> objects)
    {
        var file = new StringBuilder("%PDF-1.4\n");
        List<int> offsets = [];
        for (var i = 0; i < objects.Count; i++)
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
        {
            file.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        }

        file.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {objects.Count + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }
}
