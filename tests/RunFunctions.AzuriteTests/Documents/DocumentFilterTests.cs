using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary>Filters of the list; defect 20 of specs/documents.md §9.2: a list had none, and no upper bound.</summary>
public sealed class DocumentFilterTests(DocumentFilterTests.Fixture fixture) : IClassFixture<DocumentFilterTests.Fixture>
{
    private static readonly DateTimeOffset First = new(2026, 3, 1, 11, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", "0 1 2 3 4 5 6 7 8")]
    [InlineData("status=UPLOADED", "0")]
    [InlineData("status=PROCESSING", "1 2")]
    [InlineData("status=COMPLETED", "3 7 8")]
    [InlineData("status=FAILED,TIMED_OUT", "4 5")]
    [InlineData("status=CANCELLED", "6")]
    [InlineData("review_status=REVIEWED", "7 8")]
    [InlineData("review_status=IN_REVIEW&status=COMPLETED", "3")]
    [InlineData("language=es", "3 7")]
    [InlineData("language=unknown", "8")]
    [InlineData("language=fr", "")]
    [InlineData("created_from=2026-03-01T13:00:00Z", "2 3 4 5 6 7 8")]
    [InlineData("created_to=2026-03-01T13:00:00Z", "0 1")]
    [InlineData("created_from=2026-03-01T12:30:00%2B01:00&created_to=2026-03-01T13:00:00.0000001Z", "1 2")]
    [InlineData("q=historia", "1 3")]
    [InlineData("q=HISTORIA%20%20cl%C3%ADnica", "1 3")]
    [InlineData("q=.pdf&language=es&review_status=REVIEWED", "7")]
    [InlineData("q=no%20such%20name", "")]
    [InlineData("q=%25", "5")]
    [InlineData("q='", "6")]
    public async Task A_list_holds_what_its_filter_says_newest_first(string filter, string numbers)
    {
        var page = await fixture.App.Documents.ReadAsync("/api/documents?" + filter);
        Assert.Equal(numbers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Reverse(), Numbers(page));
        Assert.Equal(JsonValueKind.Null, page.GetProperty("next_cursor").ValueKind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&review_status=IN_REVIEW")]
    [InlineData("&created_from=2026-03-01T12:00:00Z&created_to=2026-03-01T18:00:00Z")]
    [InlineData("&q=.PDF")]
    [InlineData("&q=.pdf&created_from=2026-03-01T12:00:00Z&created_to=2026-03-01T18:00:00Z&status=COMPLETED,FAILED,TIMED_OUT,PROCESSING")]
    public async Task Pages_of_a_filter_hold_each_document_once(string filter)
    {
        var whole = Numbers(await fixture.App.Documents.ReadAsync("/api/documents?limit=200" + filter));
        List<string> seen = [];
        string? cursor = "";
        while (cursor is not null)
        {
            var page = await fixture.App.Documents.ReadAsync($"/api/documents?limit=2{filter}{(cursor.Length == 0 ? "" : "&cursor=" + cursor)}");
            var numbers = Numbers(page);
            Assert.InRange(numbers.Count, 1, 2);
            seen.AddRange(numbers);
            cursor = page.Text("next_cursor");
        }

        Assert.True(seen.Count > 2);
        Assert.Equal(whole, seen);
    }

    [Fact]
    public async Task A_cursor_belongs_to_its_filter()
    {
        var cursor = (await fixture.App.Documents.ReadAsync("/api/documents?limit=1&status=COMPLETED")).Text("next_cursor");
        await fixture.App.Documents.ReadAsync($"/api/documents?limit=1&status=COMPLETED,COMPLETED&cursor={cursor}");
        foreach (var other in (string[])["", "&status=FAILED", "&status=COMPLETED&q=a", "&q=status%3DCOMPLETED"])
        {
            using var answer = await fixture.App.Client.GetAsync($"/api/documents?limit=1{other}&cursor={cursor}");
            await answer.InvalidAsync("cursor", "cursor");
        }
    }

    [Theory]
    [InlineData("status=DONE", "status", "enum")]
    [InlineData("review_status=", "review_status", "enum")]
    [InlineData("created_from=yesterday", "created_from", "date_time")]
    [InlineData("language=spanish", "language", "language")]
    [InlineData("q=%20", "q", "length")]
    [InlineData("state=COMPLETED", "state", "unknown")]
    [InlineData("offset=10", "offset", "unknown")]
    [InlineData("limit=100000", "limit", "range")]
    public async Task What_no_document_can_have_is_refused(string filter, string path, string rule)
    {
        using var answer = await fixture.App.Client.GetAsync("/api/documents?" + filter);
        await answer.InvalidAsync(path, rule);
    }

    private static List<string> Numbers(JsonElement page) =>
        [.. page.GetProperty("items").EnumerateArray().Select(item => (item.Time("created_at") - First).TotalHours.ToString(CultureInfo.InvariantCulture))];

    /// <summary>One document an hour; its number is the hour.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        private static readonly (string FileName, RunState? State, string? Language, bool IsReviewed)[] Entries =
        [
            ("zero.pdf", null, null, false),
            ("Historia clínica.pdf", RunState.Queued, null, false),
            ("two.pdf", RunState.Running, null, false),
            ("historia   CLINICA 3.PDF", RunState.Completed, "es", false),
            ("four.pdf", RunState.Failed, null, false),
            ("100% five.pdf", RunState.TimedOut, null, false),
            ("o'six.pdf", RunState.Cancelled, null, false),
            ("seven.pdf", RunState.Completed, "es", true),
            ("eight.pdf", RunState.Completed, DocumentLanguage.Unknown, true),
        ];

        internal AppHost App { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            App = await AppHost.StartAsync();
            var index = App.Services.GetRequiredService<IDocumentIndex>();
            foreach (var (number, entry) in Entries.Index())
            {
                var listed = IndexedDocument.At(First.AddHours(number));
                await index.PutAsync(
                    TestCallers.Organization,
                    new DocumentWithRuns(
                        listed.Document with
                        {
                            OriginalFileName = OriginalFileName.From(entry.FileName),
                            ReviewStatus = entry.IsReviewed ? ReviewStatus.Reviewed : ReviewStatus.InReview,
                        },
                        listed.Runs with
                        {
                            Latest = entry.State is { } state
                                ? listed.Runs.Latest! with { State = state, Reading = new RunReading(entry.Language) }
                                : null,
                        }),
                    CancellationToken.None);
            }
        }

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
