namespace RunFunctions.UnitTests.Infrastructure.Pdf;

/// <summary>The committed PDFs of <c>tests/Fixtures/Pdf</c>, and the words that poppler reads in each.</summary>
internal static class Corpus
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", "Pdf");

    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.pdf").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name + ".pdf"));

    public static string[] Words(string name) => WordsOf(File.ReadAllText(Path.Combine(Folder, name + ".txt")));

    public static string[] WordsOf(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
