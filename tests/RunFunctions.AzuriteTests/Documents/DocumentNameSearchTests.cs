using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary>Part of a name is looked for in so many entries at a time, whatever is found.</summary>
public sealed class DocumentNameSearchTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static readonly DateTimeOffset Newest = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_page_without_a_match_says_that_there_is_more_to_look_through()
    {
        var index = fixture.App.Services.GetRequiredService<IDocumentIndex>();
        var needle = IndexedDocument.At(Newest.AddDays(-10));
        await index.PutAsync(
            TestCallers.Organization, needle with { Document = needle.Document with { OriginalFileName = OriginalFileName.From("the needle.pdf") } }, CancellationToken.None);
        await Parallel.ForAsync(0, IDocumentIndex.MostNames, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, cancellation) =>
            await index.PutAsync(TestCallers.Organization, IndexedDocument.At(Newest.AddSeconds(-number)), cancellation));

        var first = await fixture.App.Documents.ReadAsync("/api/documents?q=NEEDLE");
        Assert.Equal(0, first.GetProperty("items").GetArrayLength());
        var second = await fixture.App.Documents.ReadAsync($"/api/documents?q=NEEDLE&cursor={first.Text("next_cursor")}");
        Assert.Equal("the needle.pdf", Assert.Single(second.GetProperty("items").EnumerateArray()).Text("original_filename"));
        Assert.Null(second.Text("next_cursor"));
    }
}
