namespace RunFunctions.Infrastructure.Ocr;

/// <summary>Settings of section <c>Documents:Ocr</c>.</summary>
public sealed record OcrSettings
{
    /// <summary>Whether files without a usable text layer are read from their looks.</summary>
    public bool Enabled { get; init; }

    /// <summary>The program that reads pictures: a path, or a name that stands in PATH.</summary>
    public string Tesseract { get; init; } = "tesseract";

    /// <summary>The program that makes pictures of pages: a path, or a name that stands in PATH.</summary>
    public string Renderer { get; init; } = "pdftoppm";

    /// <summary>Installed languages of Tesseract, joined with +.</summary>
    public string Languages { get; init; } = "spa+eng";

    /// <summary>Pages of a file; one with more is not recognised.</summary>
    public int MaxPages { get; init; } = 30;

    /// <summary>Wall time of one file; less than what a run has.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Bytes of text that one file may give.</summary>
    public int MaxTextBytes { get; init; } = 4 * 1024 * 1024;
}
