using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application;

/// <param name="Runs">Runs that match, newest first.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record BulkPage(IReadOnlyList<RunId> Runs, string? Next);

/// <summary>
/// The work of a bulk job, a page at a time. Acting again on the same page changes nothing: a run that is cancelled stays so, a
/// tag is there once, and a rerun has an id made of job and run, by which it is found.
/// </summary>
public sealed class ActOnBulkPage(IBulkJobs jobs, IRunIndex index, CancelRun cancelRun, RerunRun rerunRun, AnnotateRun annotateRun, TimeProvider clock)
{
    /// <summary>The run cannot take another tag.</summary>
    public const string TooManyTagsReason = "TOO_MANY_TAGS";

    private const int PageSize = 50;

    private const int Attempts = 2;

    /// <summary>The next runs to act on; none when there is no such job or it has ended.</summary>
    public async Task<BulkPage> ListAsync(OrganizationId organization, BulkJobId id, string? after, CancellationToken cancellationToken)
    {
        if (await jobs.FindAsync(organization, id, cancellationToken) is not { Value.IsEnded: false } job)
        {
            return new BulkPage([], Next: null);
        }

        var page = await index.ListAsync(organization, job.Value.Scope, PageSize, after, cancellationToken);
        return new BulkPage([.. page.Items.Select(line => line.Id)], page.Next);
    }

    /// <summary>Acts on every run of a page and notes how far the job is. A page that was begun is finished, even when the job is stopped meanwhile.</summary>
    /// <param name="organization">Owner.</param>
    /// <param name="id">The job.</param>
    /// <param name="page">The page.</param>
    /// <param name="before">What the pages before came to.</param>
    /// <param name="scheduler">For runs that are made.</param>
    /// <param name="cancellationToken">Cancels; the page is then acted on again.</param>
    public async Task<BulkCounts> HandleAsync(
        OrganizationId organization, BulkJobId id, BulkPage page, BulkCounts before, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        var counts = before;
        while (await jobs.FindAsync(organization, id, cancellationToken) is { } job)
        {
            if (counts == before)
            {
                if (job.Value.IsEnded)
                {
                    break;
                }

                foreach (var run in page.Runs)
                {
                    counts = counts.With(await ActAsync(job.Value, run, scheduler, cancellationToken));
                }
            }

            if (await jobs.TryChangeAsync(job.Value.Note(counts, isLast: page.Next is null, clock.GetUtcNow()), job.Version, cancellationToken))
            {
                break;
            }
        }

        return counts;
    }

    private async Task<BulkOutcome> ActAsync(BulkJob job, RunId run, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        var origin = new RequestOrigin(job.Organization, job.CreatedBy, job.CorrelationId) { Reserved = new Reservation(job.Id.IdFor(run), job.CreatedAt, isRepeat: true) };
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                return await ActOnceAsync(job, run, origin, scheduler, cancellationToken);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // What broke off may be half done; acting again completes it.
            }
        }

        // One run that cannot be acted on must not keep the others waiting.
        return BulkOutcome.Failed;
    }

    private async Task<BulkOutcome> ActOnceAsync(BulkJob job, RunId run, RequestOrigin origin, IRunScheduler scheduler, CancellationToken cancellationToken) => job.Action switch
    {
        BulkAction.Cancel => Of(await cancelRun.HandleAsync(origin, run, scheduler, cancellationToken)),
        BulkAction.Rerun => Of(await RerunAsync(origin, run, scheduler, cancellationToken)),
        _ => await annotateRun.AddTagAsync(job.Organization, run, job.CreatedBy, job.Tag!, cancellationToken) ? BulkOutcome.Done : BulkOutcome.Skipped(TooManyTagsReason),
    };

    private async Task<Result<Run>> RerunAsync(RequestOrigin origin, RunId id, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        var result = await rerunRun.HandleAsync(origin, id, new RerunRequest(), cancellationToken);
        if (result.TryGet(out var run, out _) && run.State == RunState.Queued)
        {
            await scheduler.ScheduleAsync(run.Organization, run.Subject.Kind, run.Id, cancellationToken);
        }

        return result;
    }

    private static BulkOutcome Of(Result<Run> result) =>
        result.TryGet(out _, out var refusal) ? BulkOutcome.Done : BulkOutcome.Skipped(refusal.Reason ?? ErrorCodeNames.Of(refusal.Code));
}
