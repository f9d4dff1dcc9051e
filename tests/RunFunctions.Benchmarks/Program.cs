using RunFunctions.Benchmarks;

Dictionary<string, Func<string[], Task>> verbs = new(StringComparer.Ordinal)
{
    ["app"] = AppBenchmark.RunAsync,
    ["soak"] = AppBenchmark.SoakAsync,
    ["interpretation"] = _ => Task.Run(InterpretationBenchmark.Run),
    ["pdf"] = arguments => Task.Run(() => PdfExtractionBenchmark.Run(arguments.FirstOrDefault() ?? "tests/Fixtures/Pdf")),
};

if (args.Length > 0 && verbs.TryGetValue(args[0], out var run))
{
    await run(args[1..]);
    return 0;
}

await Console.Error.WriteLineAsync($"usage: RunFunctions.Benchmarks {string.Join('|', verbs.Keys)} [options]");
return 1;
