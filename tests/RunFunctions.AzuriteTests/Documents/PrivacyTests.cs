using RunFunctions.AzuriteTests.Support;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary>Words that occur in one document only, and are looked for everywhere else.</summary>
public sealed class PrivacyTests
{
    private const string NameWord = "Quorvistal";
    private static readonly string[] TextWords = ["Zebrandolf", "Plimsorak", "Wuttelgrind", "985113000999888"];

    [Fact]
    public async Task Text_and_file_name_of_a_document_are_in_its_own_columns_and_blobs_and_nowhere_else()
    {
        await using var app = await AppHost.StartAsync(configure: null, "--Logging:LogLevel:Default", "Trace", "--Logging:LogLevel:Microsoft.AspNetCore", "Trace");
        var uploaded = await app.Documents.UploadAsync(
            Pdfs.WithLines(
                "Patient: Zebrandolf", "Species: Dog", "Breed: Beagle", "Owner: Plimsorak Wuttelgrind", "Microchip: 985113000999888", "Date: 2025-02-09",
                "Reason for visit: difficulty chewing, first noticed after a fall", "Diagnosis: fractured tooth with mild gingivitis"),
            $"{NameWord}.pdf");
        Assert.Equal("COMPLETED", await app.Documents.WaitForEndAsync(uploaded.RunId));
        var text = await app.Documents.ReadAsync($"/api/runs/{uploaded.RunId}/artifacts/raw-text");
        Assert.All(TextWords, word => Assert.Contains(word, text.Text("text"), StringComparison.Ordinal));
        await app.Documents.ReadAsync($"/api/documents/{uploaded.DocumentId}/review");
        await app.Documents.ReadAsync("/api/documents");
        using (await app.Documents.GetAsync($"/api/documents/{uploaded.DocumentId}/download"))
        using (await app.Documents.PostFileAsync(Pdfs.Record, $"{NameWord}.txt"))
        {
        }

        string[] words = [NameWord, .. TextWords];
        await app.StopAsync();
        Assert.NotEmpty(app.Log.EventsOf(uploaded.DocumentId));
        Assert.DoesNotContain(app.Log.Lines, line => Says(line.Text, words) || line.Properties.Values.Any(value => Says(value?.ToString(), words)));
        Assert.DoesNotContain(await app.Stored.BlobNamesAsync(), name => Says(name, words));

        var engineRows = await app.Stored.EngineRowsAsync();
        Assert.NotEmpty(engineRows);
        Assert.DoesNotContain(engineRows, row => row.Any(column => Says(column.Value?.ToString(), words)));

        var appRows = await app.Stored.AppRowsAsync();
        Assert.DoesNotContain(appRows, row => Says(row.PartitionKey, words) || Says(row.RowKey, words));
        Assert.Equal(
            ["DocumentFileName"],
            appRows.SelectMany(row => row).Where(column => Says(column.Value?.ToString(), words)).Select(column => column.Key).Distinct());
    }

    private static bool Says(string? text, string[] words) => text is not null && words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
