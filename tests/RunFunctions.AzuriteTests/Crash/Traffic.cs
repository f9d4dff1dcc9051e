using System.Threading.Channels;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>What is asked of the app over the rounds of a crash loop: so many uploads, and a reprocess now and then.</summary>
internal sealed class Traffic(Caller caller, Random random, IReadOnlyList<string> fixtures, int documents, int rounds)
{
    private const int FirstReprocessInRound = 3;

    private readonly Channel<Func<Task>> _jobs = Channel.CreateUnbounded<Func<Task>>();
    private int _uploads;

    /// <summary>Lets the jobs of a round begin; those of earlier rounds may still be trying.</summary>
    public void Admit(int round)
    {
        for (var due = documents * (round + 1) / rounds; _uploads < due; _uploads++)
        {
            var fixture = fixtures[random.Next(fixtures.Count)];
            Add(() => caller.UploadAsync(fixture));
        }

        if (round >= FirstReprocessInRound)
        {
            // Recent documents, so that some reprocess finds its document still being processed.
            var back = random.Next(4);
            Add(() => caller.Acknowledged.Select(call => call.Document).Reverse().Skip(back).FirstOrDefault() is { } document
                ? caller.ReprocessAsync(document)
                : Task.CompletedTask);
        }

        if (round == rounds - 1)
        {
            _jobs.Writer.Complete();
        }
    }

    /// <summary>Does every job of every round.</summary>
    public Task RunAsync(int callers) => Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
    {
        await foreach (var job in _jobs.Reader.ReadAllAsync())
        {
            await job();
        }
    }));

    private void Add(Func<Task> job) => _jobs.Writer.TryWrite(job);
}
