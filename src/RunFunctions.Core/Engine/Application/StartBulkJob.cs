using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application;

/// <summary>What is asked of a bulk job, unchecked.</summary>
public sealed record BulkRequest
{
    /// <summary><c>cancel</c>, <c>rerun</c> or <c>tag</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Which runs; as the list of runs is asked for.</summary>
    public required BulkFilter Filter { get; init; }

    /// <summary>For <c>tag</c>.</summary>
    public string? Tag { get; init; }

    /// <summary>Only counts.</summary>
    public bool? DryRun { get; init; }
}

/// <summary>A <see cref="RunFilter"/> in a body; the texts of <see cref="RunFilterText"/>.</summary>
public sealed record BulkFilter
{
    public string? Kind { get; init; }

    public string? State { get; init; }

    public string? Subject { get; init; }

    public string? Tag { get; init; }

    public string? CreatedFrom { get; init; }

    public string? CreatedTo { get; init; }

    public bool? HasFailure { get; init; }

    public bool? Superseded { get; init; }

    public string? Fingerprint { get; init; }

    /// <summary>The text under a name of <see cref="RunFilterText"/>.</summary>
    public string? TextOf(string name) => name switch
    {
        RunFilterText.Kind => Kind,
        RunFilterText.State => State,
        RunFilterText.Subject => Subject,
        RunFilterText.Tag => Tag,
        RunFilterText.CreatedFrom => CreatedFrom,
        RunFilterText.CreatedTo => CreatedTo,
        RunFilterText.HasFailure => Text(HasFailure),
        RunFilterText.Superseded => Text(Superseded),
        RunFilterText.Fingerprint => Fingerprint,
        _ => null,
    };

    private static string? Text(bool? value) => value switch { null => null, true => "true", false => "false" };
}

/// <summary>A job that was made, or what it would do.</summary>
/// <param name="Job">Null for a dry run.</param>
/// <param name="Matched">Runs that match now; of a dry run.</param>
/// <param name="Complete">Whether all of them were counted.</param>
/// <param name="Sample">Ids of the newest.</param>
public sealed record BulkStart(BulkJob? Job, int Matched, bool Complete, IReadOnlyList<RunId> Sample);

/// <summary>Makes a job of one action on every run that matches, or only counts them. Scheduling it is the caller's next step.</summary>
public sealed class StartBulkJob(IBulkJobs jobs, IRunIndex index, IRunPlans plans, IIdSource ids, TimeProvider clock)
{
    private const int SampleSize = 10;

    public async Task<Result<BulkStart>> HandleAsync(RequestOrigin origin, BulkRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(request);
        var read = RunFilterText.Read(request.Filter.TextOf, plans.Kinds);
        List<InputError> errors = [.. (read.Refusal?.Errors ?? []).Select(error => error with { Path = "filter." + error.Path })];
        if (!Enum.TryParse<BulkAction>(request.Action, ignoreCase: true, out var action) || !string.Equals(NameOf(action), request.Action, StringComparison.Ordinal))
        {
            errors.Add(new InputError("action", "enum", $"Expected one of: {string.Join(", ", Enum.GetValues<BulkAction>().Select(NameOf))}."));
        }
        else if (action == BulkAction.Tag ? !RunTag.IsMatch(request.Tag) : request.Tag is not null)
        {
            errors.Add(new InputError("tag", "tag", "Expected a tag with action tag, and with no other."));
        }

        if (errors.Count > 0)
        {
            return Refusal.Invalid(errors);
        }

        var filter = read.Value!;
        return request.DryRun == true
            ? await CountAsync(origin.Organization, filter, cancellationToken)
            : new BulkStart(await AddAsync(origin, action, filter, request.Tag, cancellationToken), Matched: 0, Complete: false, []);
    }

    /// <summary>An action as callers spell it.</summary>
    public static string NameOf(BulkAction action) => action switch
    {
        BulkAction.Cancel => "cancel",
        BulkAction.Rerun => "rerun",
        _ => "tag",
    };

    private async Task<BulkStart> CountAsync(OrganizationId organization, RunFilter filter, CancellationToken cancellationToken)
    {
        var counts = await index.CountAsync(organization, filter, ListRuns.MostCounted, cancellationToken);
        var newest = await index.ListAsync(organization, filter, SampleSize, after: null, cancellationToken);
        return new BulkStart(Job: null, counts.ByState.Values.Sum(), counts.Complete, [.. newest.Items.Select(line => line.Id)]);
    }

    private async Task<BulkJob> AddAsync(RequestOrigin origin, BulkAction action, RunFilter filter, string? tag, CancellationToken cancellationToken)
    {
        var now = origin.Reserved?.At ?? clock.GetUtcNow();
        var job = new BulkJob
        {
            Organization = origin.Organization,
            Id = BulkJobId.New(now, origin.NewId(ids)),
            Action = action,
            Filter = filter,
            Tag = tag,
            CreatedAt = now,
            CreatedBy = origin.User,
            CorrelationId = origin.RequestId,
        };
        if (await jobs.TryAddAsync(job, cancellationToken))
        {
            return job;
        }

        // Nobody else has this id: an earlier attempt of the request made it.
        origin.Reserved?.Found();
        return (await jobs.FindAsync(origin.Organization, job.Id, cancellationToken))!.Value;
    }
}
