namespace RunFunctions.TestSupport;

/// <summary>Programs that stand in for pdftoppm and tesseract; what is given as the language says how the latter behaves.</summary>
internal static class FakeOcr
{
    public const string Version = "tesseract/5.3.0";

    public static string Tesseract => In("tesseract");

    public static string Renderer => In("pdftoppm");

    private static string In(string program) => Path.Combine(TestAzurite.RepositoryRoot, "tests", "Fixtures", "Ocr", program);
}
