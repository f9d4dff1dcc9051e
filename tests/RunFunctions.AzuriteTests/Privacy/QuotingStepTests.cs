using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.AzuriteTests.Privacy;

/// <summary>A step that throws, as libraries do, with what it read in the message.</summary>
public sealed class QuotingStepTests
{
    [Fact]
    public async Task What_a_step_quotes_when_it_fails_is_written_nowhere()
    {
        var canaries = new Canaries();
        var interpreter = new QuotingInterpreter();
        await using var collector = await Collector.StartAsync();
        await using var app = await AppHost.StartAsync(
            builder => builder.Services.AddSingleton<IDocumentInterpreter>(interpreter),
            ["--Logging:LogLevel:Default", "Trace", .. collector.Settings.SelectMany(setting => new[] { "--" + setting.Key, setting.Value })]);
        var words = canaries.New(CanaryKind.DocumentText, 5);
        var uploaded = await app.Documents.UploadAsync(Pdfs.WithLines(CanaryTraffic.Record(words)));
        Assert.Equal("FAILED", await app.Documents.WaitForEndAsync(uploaded.RunId));
        List<Place> places = [];
        foreach (var path in (string[])["", "/timeline", "/why", "/artifacts", "/receipt"])
        {
            places.Add(new Place($"answer{path}", (await app.Documents.ReadAsync($"/api/runs/{uploaded.RunId}{path}")).GetRawText()));
        }

        places.Add(new Place("failures", (await app.Documents.ReadAsync("/api/runs/failures")).GetRawText()));
        await app.StopAsync();
        places.AddRange(app.Log.Lines.Select(line => new Place($"log of {line.Category}", $"{line.Text} {string.Join(' ', line.Properties)}")));
        places.AddRange([new("exported spans", collector.Traces), new("exported metrics", collector.Metrics), .. await StoredPlaces.OfAsync(app.Stored)]);

        var scanner = canaries.Scanner();
        Assert.All(interpreter.Messages, message => Assert.Equal(words.Length, scanner.Find(message).Count));
        Assert.Equal(2, interpreter.Messages.Count);
        Assert.Empty(scanner.Leaks(places));
        Assert.Contains(places, place => place.Text.Contains(nameof(FormatException), StringComparison.Ordinal));
        Assert.Contains("activity:InterpretDocumentText", collector.Traces, StringComparison.Ordinal);
    }

    private sealed class QuotingInterpreter : IDocumentInterpreter
    {
        public ConcurrentQueue<string> Messages { get; } = new();

        public string Version => "quoting/1";

        public InterpretationResult Interpret(DocumentText text, InterpretationContext context)
        {
            Messages.Enqueue(text.Text);
            throw new FormatException(text.Text, new InvalidOperationException(text.Text));
        }
    }
}
