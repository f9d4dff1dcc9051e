using System.Globalization;
using System.Text;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>A small file that takes a while to read: many pages that share one page of text.</summary>
internal static class LongPdf
{
    private const int FirstPageObject = 5;
    private const int LinesPerPage = 60;

    public static byte[] Make(int pages)
    {
        var content = new StringBuilder("BT /F1 10 Tf 12 TL 50 780 Td\n");
        for (var line = 0; line < LinesPerPage; line++)
        {
            content.Append(CultureInfo.InvariantCulture, $"(Line {line} of the clinical record of a synthetic patient, seen without findings.) Tj T*\n");
        }

        content.Append("ET");
        List<string> objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Count {pages} /Kids [{string.Join(' ', Enumerable.Range(FirstPageObject, pages).Select(page => $"{page} 0 R"))}] >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream",
            .. Enumerable.Repeat("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>", pages),
        ];
        var file = new StringBuilder("%PDF-1.4\n");
        List<int> offsets = [];
        foreach (var (index, body) in objects.Index())
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{index + 1} 0 obj\n{body}\nendobj\n");
        }

        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
        {
            file.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        }

        file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }
}
