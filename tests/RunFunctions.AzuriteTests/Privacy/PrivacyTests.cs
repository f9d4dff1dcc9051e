using System.Globalization;
using Azure.Data.Tables;
using RunFunctions.AzuriteTests.Crash;
using RunFunctions.AzuriteTests.Engine.Webhooks;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;
using Xunit.Abstractions;

namespace RunFunctions.AzuriteTests.Privacy;

/// <summary>
/// What people write stays where docs/operations.md says: the app as a real process that logs all it can and exports all it
/// measures, three hundred words that only callers know, and a look at everything that is left afterwards.
/// </summary>
public sealed class PrivacyTests(ITestOutputHelper output)
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_callers_write_is_where_it_belongs_and_nowhere_else()
    {
        var canaries = new Canaries();
        await using var collector = await Collector.StartAsync();
        await using var app = new CrashingApp([
            new("Logging__LogLevel__Default", "Trace"),
            new("Logging__LogLevel__Microsoft.AspNetCore", "Trace"),
            new("Logging__Console__FormatterName", "json-lines"),
            new("Webhooks__AllowedAddresses", "127.0.0.1/32"),
            new("Webhooks__AllowHttp", "true"),
            new("Webhooks__Interval", "00:00:00.200"),
            .. collector.Settings,
        ]);
        var token = await app.IssueTokenAsync();
        canaries.Add(token[(token.LastIndexOf('.') + 1)..], CanaryKind.Token);
        var process = app.Start();
        var address = await process.Listening;
        using var admin = new HttpClient { BaseAddress = address }.With(token);
        var traffic = new CanaryTraffic(admin, address, canaries);
        await using var receiver = await Receiver.StartAsync();
        var runs = new RunTraffic(admin, new Uri(receiver.Url), canaries);
        await runs.WebhooksAsync();
        await Task.WhenAll(traffic.DocumentsAsync(), traffic.NamesAndTokensAsync());
        await runs.KeysAsync();
        await runs.AnnotationsAsync();
        await runs.RefusedJobsAsync();
        await runs.EditsAsync();
        await traffic.RefusedUploadsAsync();
        await traffic.WrongTokensAsync();
        await traffic.BodiesAsync();
        await traffic.AddressesAndHeadersAsync();
        Assert.Equal(0, await process.TerminateAsync(StopLimit));
        var log = await ReadAsync(app.LogPath);

        var stored = new StoredState(
            new TableServiceClient(TestAzurite.ConnectionString), new(TestAzurite.ConnectionString, new(Azure.Storage.Blobs.BlobClientOptions.ServiceVersion.V2021_12_02)),
            new StorageNames(app.Prefix), app.Hub);
        List<Place> places =
        [
            new("stdout and stderr", log),
            new("exported spans", collector.Traces),
            new("exported metrics", collector.Metrics),
            .. await StoredPlaces.OfAsync(stored),
        ];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{canaries.All.Count} canaries, {places.Count} places, {log.Length / 1024} KiB of log"));

        Assert.True(canaries.All.Count >= 300, $"only {canaries.All.Count} canaries");
        Assert.Equal(Enum.GetValues<CanaryKind>(), canaries.All.Values.Distinct().Order());

        var scanner = canaries.Scanner();
        Assert.Empty(scanner.Leaks(places));

        // What was looked at is really there: the app logged at every level, and what belongs somewhere is found there.
        Assert.All(["\"level\":\"Debug\"", "\"level\":\"Warning\"", "RUN_COMPLETED", "STEP_FAILED"], text => Assert.Contains(text, log, StringComparison.Ordinal));
        Assert.Contains("orchestration:DocumentRun", collector.Traces, StringComparison.Ordinal);
        Assert.Contains("runfunctions.runs.ended", collector.Metrics, StringComparison.Ordinal);
        Assert.Empty(StoredPlaces.Missing(places, scanner));
        await app.ForgetAsync();
    }

    [Fact]
    public void A_canary_where_it_does_not_belong_is_found_in_every_spelling()
    {
        var canaries = new Canaries();
        var word = canaries.New(CanaryKind.FileName);
        canaries.New(CanaryKind.DocumentText, 100);
        var scanner = canaries.Scanner();
        string[] spellings =
        [
            word, word.ToUpperInvariant(), $"x{word}y", $$"""{"a":"{{word}}"}""", Uri.EscapeDataString($"/{word}/"),
            Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(word)), .. Enumerable.Range(0, 4).Select(before => Base64($"{new string('a', before)}{word} and more")),
        ];

        Assert.All(spellings, text => Assert.Single(scanner.Leaks([new Place("log", text)])));
        Assert.All(spellings, text => Assert.Empty(scanner.Leaks([new Place("column", text, CanaryKind.FileName)])));
        Assert.All(spellings, text => Assert.Single(scanner.Leaks([new Place("column", text, CanaryKind.PatientName)])));
        Assert.Empty(scanner.Leaks([new Place("log", "RUN_COMPLETED run=document-1 Zqx vorn")]));
    }

    [Fact]
    public void A_canary_in_a_key_or_in_a_column_of_another_kind_is_a_leak()
    {
        var canaries = new Canaries();
        var name = canaries.New(CanaryKind.FileName);
        var scanner = canaries.Scanner();

        Assert.Empty(Leaks(StorageNames.RunsTable, "DocumentFileName", name));
        Assert.Single(scanner.Leaks(StoredPlaces.Of(StorageNames.RunsTable, new TableEntity("partition", $"name|{name}"))));
        Assert.Single(scanner.Leaks(StoredPlaces.Of(StorageNames.RunsTable, new TableEntity(name, "row"))));
        Assert.Single(Leaks(StorageNames.TokensTable, "DocumentFileName", name));
        Assert.Single(Leaks(StorageNames.PatientsTable, "FullName", name));
        Assert.Single(Leaks(StorageNames.RunIndexTable, $"Tag_{name}", ""));
        Assert.Single(Leaks(StorageNames.RunsTable, "Hash", System.Text.Encoding.UTF8.GetBytes(name)));

        IEnumerable<string> Leaks(string table, string column, object value) =>
            scanner.Leaks(StoredPlaces.Of(table, new TableEntity("partition", "row") { [column] = value }));
    }

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    // The app's log is still open for writing.
    private static async Task<string> ReadAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync();
    }
}
