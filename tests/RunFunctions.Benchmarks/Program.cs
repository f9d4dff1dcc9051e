using RunFunctions.Benchmarks;

switch (args.FirstOrDefault())
{
    case "pdf":
        PdfExtractionBenchmark.Run(args.ElementAtOrDefault(1) ?? "tests/Fixtures/Pdf");
        break;
    default:
        Console.Error.WriteLine("usage: RunFunctions.Benchmarks pdf [folder of PDF files]");
        return 1;
}

return 0;
