using System.Globalization;
using Azure.Data.Tables;
using RunFunctions.AzuriteTests.Crash;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;
using Xunit.Abstractions;

namespace RunFunctions.AzuriteTests.Privacy;

/// <summary>
/// What people write stays where docs/operations.md says: the app as a real process that logs all it can and exports all it
/// measures, two hundred words that only callers know, and a look at everything that is left afterwards.
/// </summary>
public sealed class PrivacyTests(ITestOutputHelper output)
{
    // The columns that hold what people write. Everything else in tables holds ids, codes, counts and times.
    private static readonly Dictionary<string, CanaryKind> Columns = new()
    {
        ["DocumentFileName"] = CanaryKind.FileName,
        ["FullName"] = CanaryKind.PatientName,
        ["Name"] = CanaryKind.Label,
    };

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
            .. collector.Settings,
        ]);
        var token = await app.IssueTokenAsync();
        canaries.Add(token[(token.LastIndexOf('.') + 1)..], CanaryKind.Token);
        var process = app.Start();
        var address = await process.Listening;
        using var admin = new HttpClient { BaseAddress = address }.With(token);
        var traffic = new CanaryTraffic(admin, address, canaries);
        await Task.WhenAll(traffic.DocumentsAsync(), traffic.NamesAndTokensAsync());
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
            .. (await stored.AppRowsAsync()).SelectMany(PlacesOf),
            .. (await stored.EngineRowsAsync()).SelectMany(row => row.Select(column => new Place($"durable column {column.Key}", TextOf(column.Value)))),
            .. (await stored.BlobNamesAsync()).Select(name => new Place("blob name", name)),
            .. await stored.LargeMessagesAsync(),
        ];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{canaries.All.Count} canaries, {places.Count} places, {log.Length / 1024} KiB of log"));

        Assert.True(canaries.All.Count >= 200, $"only {canaries.All.Count} canaries");
        Assert.Equal(Enum.GetValues<CanaryKind>(), canaries.All.Values.Distinct().Order());

        var scanner = canaries.Scanner();
        Assert.Empty(scanner.Leaks(places));

        // What was looked at is really there: the app logged at every level, and what belongs somewhere is found there.
        Assert.All(["\"level\":\"Debug\"", "\"level\":\"Warning\"", "RUN_COMPLETED", "STEP_FAILED"], text => Assert.Contains(text, log, StringComparison.Ordinal));
        Assert.Contains("orchestration:DocumentRun", collector.Traces, StringComparison.Ordinal);
        Assert.Contains("runfunctions.runs.ended", collector.Metrics, StringComparison.Ordinal);
        Assert.Equal(
            [CanaryKind.FileName, CanaryKind.PatientName, CanaryKind.Label],
            places.SelectMany(place => scanner.Find(place.Text)).Select(found => found.Kind).Distinct().Order());
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

        Assert.Empty(scanner.Leaks(PlacesOf(new TableEntity("partition", "row") { ["DocumentFileName"] = name })));
        Assert.Single(scanner.Leaks(PlacesOf(new TableEntity("partition", $"name|{name}"))));
        Assert.Single(scanner.Leaks(PlacesOf(new TableEntity(name, "row"))));
        Assert.Single(scanner.Leaks(PlacesOf(new TableEntity("partition", "row") { ["FullName"] = name })));
        Assert.Single(scanner.Leaks(PlacesOf(new TableEntity("partition", "row") { ["Hash"] = System.Text.Encoding.UTF8.GetBytes(name) })));
    }

    private static IEnumerable<Place> PlacesOf(TableEntity row) => row.Select(column =>
        Columns.TryGetValue(column.Key, out var kind)
            ? new Place($"column {column.Key}", TextOf(column.Value), kind)
            : new Place($"column {column.Key} of {row.PartitionKey} {row.RowKey}", TextOf(column.Value)));

    private static string TextOf(object? value) => value switch
    {
        byte[] bytes => System.Text.Encoding.UTF8.GetString(bytes),
        BinaryData binary => System.Text.Encoding.UTF8.GetString(binary),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    // The app's log is still open for writing.
    private static async Task<string> ReadAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync();
    }
}
