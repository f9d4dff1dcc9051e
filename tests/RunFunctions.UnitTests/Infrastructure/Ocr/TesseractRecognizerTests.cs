using System.Globalization;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Infrastructure.Ocr;
using RunFunctions.TestSupport;

namespace RunFunctions.UnitTests.Infrastructure.Ocr;

/// <summary>With programs that stand in for the real ones: tests/Fixtures/Ocr.</summary>
public sealed class TesseractRecognizerTests
{
    private static readonly byte[] Pdf = "%PDF-1.4"u8.ToArray();

    [Fact]
    public async Task Every_page_is_read_and_knows_its_place()
    {
        var recognition = await RecognizeAsync("spa+eng", pages: 3);
        Assert.Equal((RecognitionOutcome.Recognized, FakeOcr.Version), (recognition.Outcome, recognition.RecognizerVersion));
        var (text, pages) = (recognition.Document.Text, recognition.Document.Pages);
        Assert.Equal([1, 2, 3], pages.Select(page => page.Number));
        Assert.All(pages, page =>
        {
            var own = text.Substring(page.Offset, page.Length);
            Assert.StartsWith("Clínica Veterinaria Ejemplo\n", own, StringComparison.Ordinal);
            Assert.EndsWith($"página {page.Number} del historial de la paciente.", own, StringComparison.Ordinal);
            Assert.Equal(own.Count(sign => !char.IsWhiteSpace(sign)), page.Glyphs);
            Assert.Equal((0, 1), (page.UndecodedGlyphs, page.Images));
        });
        Assert.Equal(3, recognition.Document.PageAt(text.IndexOf("página 3", StringComparison.Ordinal)));
        Assert.DoesNotContain('\f', text);
        AssertNothingLeftOf("spa+eng");
    }

    [Fact]
    public async Task Programs_run_in_a_private_folder_without_the_surroundings_of_this_process()
    {
        var said = (await RecognizeAsync("surroundings")).Document.Text.Split('\n');
        Assert.Equal("700", said[0]);
        Assert.False(Directory.Exists(said[1]));
        var names = said[2..].Where(line => line.Contains('=', StringComparison.Ordinal)).Select(line => line.Split('=')[0]);
        Assert.Empty(names.Except(["PATH", "TESSDATA_PREFIX", "LC_ALL", "HOME", "TMPDIR", "OMP_THREAD_LIMIT", "PWD", "SHLVL", "OLDPWD", "_"]));
    }

    [Fact]
    public async Task A_program_that_hangs_is_killed_with_all_that_it_started()
    {
        var seconds = Seconds(1);
        var recognition = await RecognizeAsync($"slow{seconds}", with: settings => settings with { Timeout = TimeSpan.FromSeconds(2) });
        Assert.Equal(RecognitionOutcome.TimedOut, recognition.Outcome);
        Assert.Empty(recognition.Document.Text);
        AssertNothingLeftOf($"slow{seconds}");
        Assert.DoesNotContain(seconds, Sleeping());
    }

    [Fact]
    public async Task Whoever_stops_the_step_stops_the_programs()
    {
        var seconds = Seconds(2);
        using var stop = new CancellationTokenSource();
        var recognition = RecognizeAsync($"slow{seconds}", cancellationToken: stop.Token);
        while (!Sleeping().Contains(seconds))
        {
            Assert.False(recognition.IsCompleted);
            await Task.Delay(20);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => recognition);
        AssertNothingLeftOf($"slow{seconds}");
        Assert.DoesNotContain(seconds, Sleeping());
    }

    [Fact]
    public async Task A_program_that_gives_up_is_a_failure()
    {
        Assert.Equal(RecognitionOutcome.Failed, (await RecognizeAsync("fail")).Outcome);
        AssertNothingLeftOf("fail");
    }

    [Fact]
    public async Task A_program_that_does_not_stop_writing_is_stopped()
    {
        Assert.Equal(RecognitionOutcome.LimitExceeded, (await RecognizeAsync("flood")).Outcome);
        AssertNothingLeftOf("flood");
    }

    [Fact]
    public async Task The_limit_of_text_is_one_of_the_file_and_not_of_a_page()
    {
        Assert.Equal(RecognitionOutcome.Recognized, (await RecognizeAsync("spa", pages: 2, with: Small)).Outcome);
        Assert.Equal(RecognitionOutcome.LimitExceeded, (await RecognizeAsync("spa", pages: 3, with: Small)).Outcome);

        static OcrSettings Small(OcrSettings settings) => settings with { MaxTextBytes = 400 };
    }

    [Fact]
    public async Task A_file_of_too_many_pages_is_not_begun() =>
        Assert.Equal(RecognitionOutcome.TooManyPages, (await RecognizeAsync("spa", pages: 4, with: settings => settings with { MaxPages = 3 })).Outcome);

    [Fact]
    public async Task A_program_that_is_gone_is_a_failure()
    {
        var gone = new OcrTools(Path.Combine(AppContext.BaseDirectory, "gone"), FakeOcr.Renderer);
        var recognition = await new TesseractRecognizer(new OcrSettings(), gone, TimeProvider.System).RecognizeAsync(Pdf, Pages(1), default);
        Assert.Equal((RecognitionOutcome.Failed, "tesseract/unknown"), (recognition.Outcome, recognition.RecognizerVersion));
    }

    [Fact]
    public void A_program_that_is_not_there_is_said_to_be_missing_with_its_setting()
    {
        Assert.Contains("Documents:Ocr:Tesseract is 'no-such-program'", Refusal(new OcrSettings { Tesseract = "no-such-program", Renderer = FakeOcr.Renderer }), StringComparison.Ordinal);
        Assert.Contains("Documents:Ocr:Renderer is", Refusal(new OcrSettings { Tesseract = FakeOcr.Tesseract, Renderer = FakeOcr.Renderer + ".txt" }), StringComparison.Ordinal);

        static string Refusal(OcrSettings settings) => Assert.Throws<InvalidOperationException>(() => OcrTools.Find(settings)).Message;
    }

    [Fact]
    public void A_program_is_found_by_its_name() =>
        Assert.True(Path.IsPathFullyQualified(OcrTools.Find(new OcrSettings { Tesseract = "bash", Renderer = FakeOcr.Renderer }).Tesseract));

    private static Task<TextRecognition> RecognizeAsync(
        string language, int pages = 1, Func<OcrSettings, OcrSettings>? with = null, CancellationToken cancellationToken = default)
    {
        var settings = new OcrSettings { Tesseract = FakeOcr.Tesseract, Renderer = FakeOcr.Renderer, Languages = language };
        var recognizer = new TesseractRecognizer(with?.Invoke(settings) ?? settings, OcrTools.Find(settings), TimeProvider.System);
        return recognizer.RecognizeAsync(Pdf, Pages(pages), cancellationToken);
    }

    private static PageText[] Pages(int count) => [.. Enumerable.Range(1, count).Select(number => new PageText(number, number - 1, 0, 0, 0, 1))];

    /// <summary>Long, and of nobody else.</summary>
    private static string Seconds(int test) => string.Create(CultureInfo.InvariantCulture, $"{600 + test}.{Environment.ProcessId}");

    /// <summary>How long those sleep who sleep now.</summary>
    private static List<string> Sleeping()
    {
        List<string> found = [];
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            try
            {
                if (File.ReadAllText(Path.Combine(process, "cmdline")).Split('\0') is ["sleep", var seconds, ..])
                {
                    found.Add(seconds);
                }
            }
            catch (IOException)
            {
                // Ended meanwhile.
            }
        }

        return found;
    }

    private static void AssertNothingLeftOf(string language) => Assert.DoesNotContain(
        Directory.EnumerateDirectories(Path.GetTempPath(), "runfunctions-ocr-*"), folder => File.Exists(Path.Combine(folder, $"ran-{language}")));
}
