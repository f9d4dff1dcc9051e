using System.ComponentModel;
using System.Globalization;
using System.Text;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;

namespace RunFunctions.Infrastructure.Ocr;

/// <summary>
/// Makes a picture of each page with <c>pdftoppm</c> and reads it with <c>tesseract</c>, one page after the other, in a
/// folder that only this user may enter and that is removed in any case.
/// </summary>
public sealed class TesseractRecognizer(OcrSettings settings, OcrTools tools, TimeProvider clock) : ITextRecognizer
{
    private const string UnknownVersion = "tesseract/unknown";
    private const int MaxVersionLength = 32;
    private const int MaxChatter = 64 * 1024;

    // A4 at 300 dots per inch; also for pages that claim to be larger, so that memory and time are bounded.
    private const string LongerSideInPixels = "3508";

    private volatile string? _version;

    public async Task<TextRecognition> RecognizeAsync(
        ReadOnlyMemory<byte> pdf, IReadOnlyList<PageText> pages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pages);
        if (pages.Count > settings.MaxPages)
        {
            return Nothing(RecognitionOutcome.TooManyPages);
        }

        using var timeout = new CancellationTokenSource(settings.Timeout, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await ReadAsync(pdf, pages, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Nothing(RecognitionOutcome.TimedOut);
        }
        catch (ToolException failure)
        {
            return Nothing(failure.IsTooLong ? RecognitionOutcome.LimitExceeded : RecognitionOutcome.Failed);
        }
        catch (Exception failure) when (failure is Win32Exception or IOException or UnauthorizedAccessException)
        {
            // The program is gone, or there is no room for pictures.
            return Nothing(RecognitionOutcome.Failed);
        }
    }

    private async Task<TextRecognition> ReadAsync(ReadOnlyMemory<byte> pdf, IReadOnlyList<PageText> pages, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("runfunctions-ocr-").FullName;
        try
        {
            var version = _version ??= await ReadVersionAsync(folder, cancellationToken);
            await File.WriteAllBytesAsync(Path.Combine(folder, "document.pdf"), pdf, cancellationToken);
            var text = new StringBuilder();
            var read = new List<PageText>(pages.Count);
            var bytesLeft = settings.MaxTextBytes;
            foreach (var page in pages)
            {
                var bytes = await ReadPageAsync(folder, page.Number, bytesLeft, cancellationToken);
                bytesLeft -= bytes.Length;
                var pageText = Encoding.UTF8.GetString(bytes).Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd();
                if (read.Count > 0)
                {
                    text.Append('\n');
                }

                read.Add(page with { Offset = text.Length, Length = pageText.Length, Glyphs = pageText.Count(IsInk), UndecodedGlyphs = 0 });
                text.Append(pageText);
            }

            return new TextRecognition(RecognitionOutcome.Recognized, new DocumentText(text.ToString(), read), version);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<byte[]> ReadPageAsync(string folder, int number, int maxOutput, CancellationToken cancellationToken)
    {
        var page = number.ToString(CultureInfo.InvariantCulture);
        string[] render =
            ["-f", page, "-l", page, "-singlefile", "-gray", "-png", "-scale-to", LongerSideInPixels, "document.pdf", "page"];
        await ToolProcess.RunAsync(tools.Renderer, render, folder, MaxChatter, cancellationToken);
        var text = await ToolProcess.RunAsync(
            tools.Tesseract, ["page.png", "stdout", "-l", settings.Languages], folder, maxOutput, cancellationToken);
        File.Delete(Path.Combine(folder, "page.png"));
        return text;
    }

    /// <summary>From the first line, <c>tesseract 5.3.0</c>.</summary>
    private async Task<string> ReadVersionAsync(string folder, CancellationToken cancellationToken)
    {
        var output = await ToolProcess.RunAsync(tools.Tesseract, ["--version"], folder, MaxChatter, cancellationToken);
        var words = Encoding.UTF8.GetString(output).Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return words is [_, var number, ..] && number.Length <= MaxVersionLength && number.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '-')
            ? $"tesseract/{number}"
            : UnknownVersion;
    }

    private static bool IsInk(char sign) => !char.IsWhiteSpace(sign);

    private TextRecognition Nothing(RecognitionOutcome outcome) => new(outcome, new DocumentText("", []), _version ?? UnknownVersion);
}
