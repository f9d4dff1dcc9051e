using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Ports;

/// <summary>
/// The list of runs by time, and which of them are not finished, so that neither readers nor recovery scan. A run is announced
/// before it exists and closed after its ending has been made known: an active entry may outlive, but never miss, an unfinished
/// run. The list is a copy of what the runs say; it never goes back to an older revision.
/// </summary>
public interface IRunIndex
{
    /// <summary>Adds the intent to create a run, as active and QUEUED; announcing twice is one entry. One call.</summary>
    Task AnnounceAsync(RunAnnouncement announcement, CancellationToken cancellationToken);

    /// <summary>Takes back an announcement that no run followed, or the entry of a run that is deleted.</summary>
    Task WithdrawAsync(OrganizationId organization, RunId id, DateTimeOffset listedAt, CancellationToken cancellationToken);

    /// <summary>Lists a run as it is, unless a newer revision is listed. One call when this process wrote its entry last.</summary>
    Task ShowAsync(Run run, CancellationToken cancellationToken);

    /// <summary>Lists a terminal run as it is, and as active no more, together.</summary>
    Task CloseAsync(Run run, CancellationToken cancellationToken);

    /// <summary>A page of an organization's runs that match, newest first. One query, when this process has read such a page before.</summary>
    /// <param name="organization">Whose runs.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="limit">Most runs of the page.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<ListPage<RunLine>> ListAsync(OrganizationId organization, RunFilter filter, int limit, string? after, CancellationToken cancellationToken);

    /// <summary>
    /// An organization's runs, all or of one kind, in some states of those that are not terminal, newest first, cut off at <paramref name="atMost"/>
    /// (then <c>Next</c> is set). Looks only at the time in which runs may be unfinished. Two queries.
    /// </summary>
    Task<ListPage<RunLine>> ListUnfinishedAsync(OrganizationId organization, IReadOnlyList<RunState> states, RunKind? kind, int atMost, CancellationToken cancellationToken);

    /// <summary>How many runs match, by state: of the newest <paramref name="atMost"/>. One query per 1,000.</summary>
    Task<RunCounts> CountAsync(OrganizationId organization, RunFilter filter, int atMost, CancellationToken cancellationToken);

    /// <summary>Whether a run is listed as active. One point read.</summary>
    Task<bool> IsActiveAsync(OrganizationId organization, RunId id, DateTimeOffset listedAt, CancellationToken cancellationToken);

    /// <summary>Every active entry of every organization: all work in progress, and nothing else.</summary>
    Task<IReadOnlyList<ActiveRun>> ListActiveAsync(CancellationToken cancellationToken);
}

/// <param name="Origin">Who asks for the run.</param>
/// <param name="Id">The run.</param>
/// <param name="Subject">What it will work on.</param>
/// <param name="At">UTC; the run's place in the list.</param>
/// <param name="Parent">The run that it will repeat.</param>
public sealed record RunAnnouncement(RequestOrigin Origin, RunId Id, SubjectKey Subject, DateTimeOffset At, RunId? Parent = null);

/// <param name="Organization">Owner of the run.</param>
/// <param name="Id">The run.</param>
/// <param name="Kind">Its kind, which names its plan.</param>
/// <param name="ListedAt">UTC, when it was announced.</param>
public sealed record ActiveRun(OrganizationId Organization, RunId Id, RunKind Kind, DateTimeOffset ListedAt);
