using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Api.Http;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary>120 documents over two days, and one of another organization in between.</summary>
public sealed class DocumentListTests(DocumentListTests.Fixture fixture) : IClassFixture<DocumentListTests.Fixture>
{
    private const int Count = 120;

    [Fact]
    public async Task Three_pages_hold_every_document_once_newest_first_and_the_last_has_no_cursor()
    {
        List<string> seen = [];
        var path = "/api/documents?limit=50";
        foreach (var expected in (int[])[50, 50, 20])
        {
            var page = await fixture.App.Documents.ReadAsync(path);
            Assert.Equal(expected, page.GetProperty("items").GetArrayLength());
            seen.AddRange(Names(page));
            path = "/api/documents?limit=50&cursor=" + page.Text("next_cursor");
        }

        Assert.EndsWith("cursor=", path, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, Count).Reverse().Select(Name), seen);
    }

    [Fact]
    public async Task A_page_that_ends_with_the_last_document_has_no_cursor()
    {
        var page = await fixture.App.Documents.ReadAsync($"/api/documents?limit={Count}");
        Assert.Equal(Count, page.GetProperty("items").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, page.GetProperty("next_cursor").ValueKind);
    }

    [Fact]
    public async Task A_page_has_50_documents_unless_asked_otherwise()
    {
        var page = await fixture.App.Documents.ReadAsync("/api/documents");
        Assert.Equal(50, page.GetProperty("limit").GetInt32());
        Assert.Equal(50, page.GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("201")]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("1.5")]
    [InlineData("%2B5")]
    [InlineData("99999999999")]
    [InlineData("")]
    public async Task A_limit_that_is_no_number_from_1_to_200_is_refused(string limit)
    {
        using var answer = await fixture.App.Client.GetAsync("/api/documents?limit=" + limit);
        await answer.InvalidAsync("limit", "range");
    }

    [Fact]
    public async Task A_cursor_changed_in_any_one_character_is_refused()
    {
        var cursor = (await fixture.App.Documents.ReadAsync("/api/documents?limit=7")).Text("next_cursor")!;
        for (var i = 0; i < cursor.Length; i++)
        {
            var changed = cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..];
            using var answer = await fixture.App.Client.GetAsync("/api/documents?cursor=" + changed);
            await answer.InvalidAsync("cursor", "cursor");
        }
    }

    [Fact]
    public async Task Another_spelling_of_a_cursor_is_refused()
    {
        var cursor = (await fixture.App.Documents.ReadAsync("/api/documents?limit=7")).Text("next_cursor")!;
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        string[] spellings = ["", "A", cursor + "=", cursor + "==", cursor + "%20", "%20" + cursor, cursor + "A", cursor[..^1],
            .. Alphabet.Where(last => last != cursor[^1]).Select(last => cursor[..^1] + last)];
        foreach (var spelling in spellings)
        {
            using var answer = await fixture.App.Client.GetAsync("/api/documents?cursor=" + spelling);
            await answer.InvalidAsync("cursor", "cursor");
        }
    }

    [Theory]
    [InlineData("acme", "tester", "documents")]
    [InlineData("development", "somebody", "documents")]
    [InlineData("development", "tester", "runs")]
    public async Task A_cursor_of_another_organization_user_or_list_is_refused(string organization, string user, string list)
    {
        var cursors = fixture.App.Services.GetRequiredService<CursorProtector>();
        var own = await cursors.ProtectAsync(CallerOf("development", "tester"), "documents", "development|00000000~1", CancellationToken.None);
        using var accepted = await fixture.App.Client.GetAsync("/api/documents?cursor=" + own);
        Assert.True(accepted.IsSuccessStatusCode);

        var foreign = await cursors.ProtectAsync(CallerOf(organization, user), list, "development|00000000~1", CancellationToken.None);
        using var answer = await fixture.App.Client.GetAsync("/api/documents?cursor=" + foreign);
        await answer.InvalidAsync("cursor", "cursor");
    }

    private static Caller CallerOf(string organization, string user) =>
        new(OrganizationId.Parse(organization), UserId.Parse(user), [Role.Reviewer], new Credential(CredentialKind.Token, "00112233445566778899"));

    private static IEnumerable<string> Names(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(item => item.Text("original_filename")!);

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"document {number:000}.pdf");

    public sealed class Fixture : IAsyncLifetime
    {
        internal AppHost App { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            App = await AppHost.StartAsync();
            var index = App.Services.GetRequiredService<IDocumentIndex>();
            var own = TestCallers.Organization;
            var first = new DateTimeOffset(2026, 3, 1, 11, 59, 59, TimeSpan.Zero);
            for (var i = 0; i < Count; i++)
            {
                // Not all in time's order, not all in one hour, some in the same second.
                var number = i * 37 % Count;
                await index.PutAsync(own, Entry(Name(number), first.AddMinutes(number / 3 * 53).AddTicks(number)), CancellationToken.None);
            }

            await index.PutAsync(OrganizationId.Parse("developmen"), Entry("foreign.pdf", first.AddHours(1)), CancellationToken.None);
            await index.PutAsync(OrganizationId.Parse("development-2"), Entry("foreign.pdf", first.AddHours(1)), CancellationToken.None);
        }

        public async Task DisposeAsync() => await App.DisposeAsync();

        private static DocumentWithRuns Entry(string fileName, DateTimeOffset createdAt)
        {
            var id = DocumentId.Parse(Guid.NewGuid().ToString("D"));
            return new DocumentWithRuns(
                new Document
                {
                    Id = id,
                    OriginalFileName = OriginalFileName.From(fileName),
                    Original = new BlobReference("none", new string('0', 64), 1, DocumentArtifacts.PdfMediaType),
                    CreatedAt = createdAt,
                    UpdatedAt = createdAt,
                },
                new RunSubject { Key = Document.SubjectOf(id), CreatedAt = createdAt });
        }
    }
}
