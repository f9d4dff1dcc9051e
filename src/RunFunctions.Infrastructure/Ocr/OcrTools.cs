namespace RunFunctions.Infrastructure.Ocr;

/// <summary>The installed programs that recognition needs, as full paths.</summary>
/// <param name="Tesseract">Reads pictures.</param>
/// <param name="Renderer">Makes pictures of pages.</param>
public sealed record OcrTools(string Tesseract, string Renderer)
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <exception cref="InvalidOperationException">A program is not there; says which setting names it.</exception>
    public static OcrTools Find(OcrSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new(
            Find($"Documents:Ocr:{nameof(settings.Tesseract)}", settings.Tesseract),
            Find($"Documents:Ocr:{nameof(settings.Renderer)}", settings.Renderer));
    }

    private static string Find(string setting, string program)
    {
        var folders = Path.IsPathFullyQualified(program) ? [""] : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.SelectMany(folder => Names(Path.Combine(folder, program))).FirstOrDefault(IsProgram)
            ?? throw new InvalidOperationException(
                $"Documents:Ocr:Enabled is true and setting {setting} is '{program}', which is no program that can be started here. Install it (Debian: tesseract-ocr, tesseract-ocr-spa, poppler-utils), give its path, or switch recognition off.");
    }

    private static IEnumerable<string> Names(string path) => OperatingSystem.IsWindows() ? [path, path + ".exe"] : [path];

    private static bool IsProgram(string path) =>
        Path.IsPathFullyQualified(path) && File.Exists(path)
        && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != UnixFileMode.None);
}
