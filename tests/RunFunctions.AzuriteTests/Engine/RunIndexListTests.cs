using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary>200 runs of two organizations over three days: every filter finds what it says, page by page, newest first.</summary>
public sealed class RunIndexListTests(RunIndexListTests.Fixture fixture) : IClassFixture<RunIndexListTests.Fixture>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Filters =>
    [
        "", "kind=document", "kind=export", "state=QUEUED", "state=FAILED,TIMED_OUT", "state=QUEUED,RUNNING,COMPLETED,FAILED,TIMED_OUT,CANCELLED",
        "subject=subject-3", "subject=nobody", "tag=batch:1", "tag=a/b.c_d-e", "has_failure=true", "has_failure=false", "superseded=true", "superseded=false",
        "created_from=2026-03-02T00:00:00Z", "created_to=2026-03-02T00:00:00Z", "created_from=2026-03-02T00:00:00Z&created_to=2026-03-03T01:30:00Z",
        "created_from=2026-03-02T13:00:00%2B02:00&state=COMPLETED&tag=batch:1", "created_to=2020-01-01T00:00:00Z",
        "has_failure=true&kind=document&superseded=false", "fingerprint=" + Fixture.Fingerprint,
    ];

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_filter_finds_its_runs_newest_first_whatever_the_size_of_a_page(string text)
    {
        var filter = Read(text);
        var expected = Fixture.Runs.Where(run => run.Organization == EngineWorld.Organization && Matches(run, filter)).OrderByDescending(run => run.ListedAt).Select(run => run.Id).ToList();
        foreach (var limit in (int[])[7, 50, 200])
        {
            // Twice: the second time it is known how far back each page reaches.
            Assert.Equal(expected, await WalkAsync(filter, limit));
            Assert.Equal(expected, await WalkAsync(filter, limit));
        }

        var counts = await fixture.Index.CountAsync(EngineWorld.Organization, filter, 1000, CancellationToken.None);
        Assert.True(counts.Complete);
        Assert.Equal(expected.Count, counts.ByState.Values.Sum());
    }

    [Fact]
    public async Task Counting_stops_at_its_limit_and_says_so()
    {
        var counts = await fixture.Index.CountAsync(EngineWorld.Organization, RunFilter.All, 30, CancellationToken.None);
        Assert.False(counts.Complete);
        Assert.Equal(30, counts.ByState.Values.Sum());
    }

    [Fact]
    public async Task A_line_shows_what_its_run_says()
    {
        var run = Fixture.Runs[4];
        var line = (await fixture.Index.ListAsync(EngineWorld.Organization, new RunFilter { Subject = run.Subject.Id, States = [run.State] }, 200, null, CancellationToken.None))
            .Items.Single(line => line.Id == run.Id);

        Assert.Equal((run.Subject, run.State, run.CreatedAt, run.ListedAt, run.CreatedBy), (line.Subject, line.State, line.CreatedAt, line.ListedAt, line.CreatedBy));
        Assert.Equal((run.StartedAt, run.CompletedAt, run.FailureType, run.Failure), (line.StartedAt, line.CompletedAt, line.FailureType, line.Failure));
        Assert.Equal((run.ParentRunId, run.SupersededBy, run.Annotations.LegalHold), (line.ParentRunId, line.SupersededBy, line.LegalHold));
        Assert.Equal(run.Annotations.Tags, line.Tags);
    }

    private static RunFilter Read(string text)
    {
        var values = text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=')).ToDictionary(part => part[0], part => Uri.UnescapeDataString(part[1]));
        return RunFilterText.Read(name => values.GetValueOrDefault(name), [RunKind.Parse("document"), RunKind.Parse("export")]).Value!;
    }

    private static bool Matches(Run run, RunFilter filter) =>
        (filter.Kind is not { } kind || run.Subject.Kind == kind)
        && (filter.States.Count == 0 || filter.States.Contains(run.State))
        && (filter.Subject is null || run.Subject.Id == filter.Subject)
        && (filter.Tag is null || run.Annotations.Tags.Contains(filter.Tag))
        && (filter.CreatedFrom is null || run.ListedAt >= filter.CreatedFrom)
        && (filter.CreatedTo is null || run.ListedAt < filter.CreatedTo)
        && (filter.HasFailure is not { } failed || (run.Failure is not null) == failed)
        && (filter.Superseded is not { } superseded || (run.SupersededBy is not null) == superseded)
        && (filter.Fingerprint is null || (run.Failure is { } failure && FailureFingerprint.Of(run.Subject.Kind, failure) == filter.Fingerprint));

    private async Task<List<RunId>> WalkAsync(RunFilter filter, int limit)
    {
        List<RunId> seen = [];
        string? after = null;
        do
        {
            var page = await fixture.Index.ListAsync(EngineWorld.Organization, filter, limit, after, CancellationToken.None);
            Assert.InRange(page.Items.Count, page.Next is null ? 0 : limit, limit);
            seen.AddRange(page.Items.Select(line => line.Id));
            after = page.Next;
        }
        while (after is not null);
        return seen;
    }

    public sealed class Fixture : IAsyncLifetime
    {
        private static readonly RunFailure Failure = new("EXTRACTION", "EXTRACTION_FAILED", "Unreadable");

        /// <summary>The first group of failures.</summary>
        internal static readonly string Fingerprint = FailureFingerprint.Of(RunKind.Parse("document"), Failure);

        private EngineWorld _world = null!;

        internal static IReadOnlyList<Run> Runs { get; } = [.. Enumerable.Range(0, 200).Select(NewRun)];

        internal Infrastructure.AzureStorage.RunIndexTable Index { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            _world = await EngineWorld.CreateAsync();
            Index = _world.NewWorker().Index;
            foreach (var run in Runs)
            {
                await Index.ShowAsync(run, CancellationToken.None);
            }
        }

        public async Task DisposeAsync() => await _world.DisposeAsync();

        // Bursts and pauses, over edges of hours.
        private static Run NewRun(int i)
        {
            var subject = new SubjectKey(RunKind.Parse(i % 5 == 0 ? "export" : "document"), $"subject-{i % 10}");
            var at = Noon.AddHours(i / 40 * 13).AddMinutes(i % 40 * 3);
            var state = (RunState)(i % 6);
            return new Run
            {
                Organization = i % 8 == 7 ? OrganizationId.Parse("acme-2") : EngineWorld.Organization,
                Id = RunId.New(subject, Guid.Parse($"00000000-0000-4000-8000-{i:x12}")),
                Subject = subject,
                State = state,
                Revision = 1,
                CreatedAt = at,
                ListedAt = at,
                UpdatedAt = at,
                StartedAt = state == RunState.Queued ? null : at.AddSeconds(1),
                CompletedAt = state.IsTerminal() ? at.AddSeconds(2.5) : null,
                FailureType = state == RunState.Failed ? "EXTRACTION_FAILED" : null,
                Failure = state switch { RunState.Failed => Failure, RunState.TimedOut => new RunFailure(null, "TIMED_OUT", null), _ => null },
                SupersededBy = i % 7 == 0 ? RunId.New(subject, Guid.Empty) : null,
                ParentRunId = i % 4 == 0 ? RunId.New(subject, Guid.Empty) : null,
                Annotations = new RunAnnotations { Tags = i % 3 == 0 ? [] : ["a/b.c_d-e", $"batch:{i % 3}"], LegalHold = i % 2 == 0 },
                CorrelationId = "request",
                CreatedBy = UserId.Parse("user"),
            };
        }
    }
}
