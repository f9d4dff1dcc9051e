using System.Text;

namespace RunFunctions.TestSupport;

/// <summary>A small synthetic clinical record.</summary>
internal static class SamplePdf
{
    /// <summary>One that a PDF library made, 5 KB.</summary>
    public static byte[] Small { get; } =
        File.ReadAllBytes(Path.Combine(TestAzurite.RepositoryRoot, "tests", "Fixtures", "Pdf", "reportlab-history-es.pdf"));

    /// <summary>The same, made as large as asked for by a comment that moves no object.</summary>
    public static byte[] OfSize(int bytes)
    {
        var at = Small.AsSpan().LastIndexOf("startxref"u8);
        var comment = Encoding.ASCII.GetBytes('%' + new string('x', bytes - Small.Length - 2) + '\n');
        return [.. Small[..at], .. comment, .. Small[at..]];
    }
}
