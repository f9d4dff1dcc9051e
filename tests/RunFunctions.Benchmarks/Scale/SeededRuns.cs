using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.TestSupport;

namespace RunFunctions.Benchmarks.Scale;

/// <summary>Runs of the past, written through the app's own stores: one row, one subject, one line in the list each.</summary>
internal static class SeededRuns
{
    private static readonly DateTimeOffset First = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Seven minutes from one run to the next: a document archive of some two hundred a day.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(7);

    public static Task FillAsync(IRunStore store, IRunIndex index, int runs) => Parallel.ForAsync(
        0, runs, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, cancellationToken) =>
        {
            var run = Completed(First + (i * Apart));
            var subject = new RunSubject { Key = run.Subject, CreatedAt = run.CreatedAt, Latest = new RunGlance(run.Id, run.State, null, run.CreatedAt) };
            await store.TryWriteAsync(run.Organization, new RunDecision(run, subject, [], []), null, null, cancellationToken);
            await index.ShowAsync(run, cancellationToken);
        });

    private static Run Completed(DateTimeOffset at)
    {
        var subject = Document.SubjectOf(DocumentId.Parse(Guid.NewGuid().ToString("D")));
        return new Run
        {
            Organization = TestCallers.Organization,
            Id = RunId.New(subject, Guid.NewGuid()),
            Subject = subject,
            State = RunState.Completed,
            CreatedAt = at,
            ListedAt = at,
            UpdatedAt = at,
            StartedAt = at,
            CompletedAt = at,
            Revision = 7,
            CorrelationId = "benchmark",
            CreatedBy = TestCallers.User,
        };
    }
}
