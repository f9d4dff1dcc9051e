using System.Globalization;
using System.Text;

namespace RunFunctions.UnitTests.Infrastructure.Pdf;

/// <summary>Writes small PDFs object by object. Numbers are given in the order of adding, from 1 on.</summary>
internal sealed class SyntheticPdf
{
    public const string Helvetica = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

    private readonly List<byte[]> _bodies = [];

    public int Count => _bodies.Count;

    /// <summary>A document of one page that shows <paramref name="content"/>; <c>/F1</c> is <paramref name="font"/>.</summary>
    public static byte[] Page(string content, string font = Helvetica, string pageEntries = "", params string[] moreObjects)
    {
        var pdf = new SyntheticPdf();
        pdf.Add("<</Type/Catalog/Pages 2 0 R>>");
        pdf.Add("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        pdf.Add($"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X1 6 0 R>>>>{pageEntries}>>");
        pdf.AddStream(content);
        pdf.Add(font);
        foreach (var body in moreObjects)
        {
            pdf.Add(body);
        }

        return pdf.ToBytes();
    }

    /// <summary>A document with one page for each content.</summary>
    public static byte[] Pages(IReadOnlyList<string> contents)
    {
        var pdf = new SyntheticPdf();
        pdf.Add("<</Type/Catalog/Pages 2 0 R>>");
        var kids = string.Join(' ', Enumerable.Range(0, contents.Count).Select(i => $"{4 + (2 * i)} 0 R"));
        pdf.Add($"<</Type/Pages/Kids[{kids}]/Count {contents.Count}/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>>>");
        pdf.Add(Helvetica);
        foreach (var content in contents)
        {
            pdf.Add($"<</Type/Page/Parent 2 0 R/Contents {pdf.Count + 2} 0 R>>");
            pdf.AddStream(content);
        }

        return pdf.ToBytes();
    }

    public static string Stream(string content, string entries = "") => $"<</Length {content.Length}{entries}>>stream\n{content}\nendstream";

    public int Add(string body) => Add(Encoding.Latin1.GetBytes(body));

    public int Add(byte[] body)
    {
        _bodies.Add(body);
        return _bodies.Count;
    }

    public int AddStream(string content, string entries = "") => Add(Stream(content, entries));

    public int AddStream(byte[] content, string entries) =>
        Add([.. Encoding.Latin1.GetBytes($"<</Length {content.Length}{entries}>>stream\n"), .. content, .. "\nendstream"u8]);

    public byte[] ToBytes(string trailerEntries = "/Root 1 0 R")
    {
        var file = new MemoryStream();
        Write(file, "%PDF-1.7\n");
        var table = new StringBuilder("0000000000 65535 f \n");
        for (var i = 0; i < _bodies.Count; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{file.Position:D10} 00000 n \n");
            Write(file, $"{i + 1} 0 obj\n");
            file.Write(_bodies[i]);
            Write(file, "\nendobj\n");
        }

        var xref = file.Position;
        Write(file, $"xref\n0 {_bodies.Count + 1}\n{table}trailer\n<</Size {_bodies.Count + 1}{trailerEntries}>>\nstartxref\n{xref}\n%%EOF\n");
        return file.ToArray();
    }

    private static void Write(MemoryStream file, string text) => file.Write(Encoding.Latin1.GetBytes(text));
}
