using System.Diagnostics;
using System.Globalization;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Infrastructure.Pdf;

namespace RunFunctions.Benchmarks;

/// <summary>Pages per second of the PDF reader on one core, warm: one line for each file and one for all of them.</summary>
internal static class PdfExtractionBenchmark
{
    private const int WarmUpRounds = 30;
    private static readonly TimeSpan TimePerFile = TimeSpan.FromMilliseconds(400);

    public static void Run(string folder)
    {
        var extractor = new PdfTextExtractor(new PdfLimits(), TimeProvider.System);
        var files = Directory.GetFiles(folder, "*.pdf").Order(StringComparer.Ordinal).Select(f => (Name: Path.GetFileName(f), Bytes: File.ReadAllBytes(f))).ToList();
        for (var round = 0; round < WarmUpRounds; round++)
        {
            files.ForEach(file => Extract(extractor, file.Bytes));
        }

        var pages = 0;
        var seconds = 0.0;
        Console.WriteLine($"{"file",-40} {"pages",6} {"ms/page",9} {"pages/s",9} {"KB/page",9}");
        foreach (var (name, bytes) in files)
        {
            var measured = Measure(extractor, bytes);
            Print(name, measured);
            if (measured.Pages > 0)
            {
                pages += measured.Pages;
                seconds += measured.Seconds;
            }
        }

        Print("all", (pages, seconds, 0));
    }

    /// <summary>Mean cost of reading the file once.</summary>
    private static (int Pages, double Seconds, long Bytes) Measure(PdfTextExtractor extractor, byte[] bytes)
    {
        var pages = 0;
        var rounds = 0;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimePerFile)
        {
            pages = Extract(extractor, bytes).Document.Pages.Count;
            rounds++;
        }

        return (pages, watch.Elapsed.TotalSeconds / rounds, (GC.GetAllocatedBytesForCurrentThread() - allocated) / rounds);
    }

    private static TextExtraction Extract(PdfTextExtractor extractor, byte[] bytes)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        return extractor.Extract(stream, CancellationToken.None);
    }

    private static void Print(string name, (int Pages, double Seconds, long Bytes) measured)
    {
        var perPage = measured.Pages == 0 ? 0 : measured.Seconds / measured.Pages;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-40} {measured.Pages,6} {perPage * 1000,9:F2} {(perPage > 0 ? 1 / perPage : 0),9:F0} {(measured.Pages == 0 ? 0 : measured.Bytes / measured.Pages / 1024),9}"));
    }
}
