using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Core.Engine.Domain;

/// <summary>What is done to every run that matches.</summary>
public enum BulkAction
{
    Cancel,

    Rerun,

    Tag,
}

/// <summary>How far a job is.</summary>
public enum BulkState
{
    Queued,

    Running,

    Completed,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,
}

/// <summary>Names a job: 16 hex digits of its time, counted backwards, and a UUID. Ids of later jobs sort first.</summary>
public readonly record struct BulkJobId
{
    private const int TimeLength = 16;

    private readonly string? _value;

    private BulkJobId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A job id was never set.");

    public static BulkJobId New(DateTimeOffset at, Guid random) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{DateTime.MaxValue.Ticks - at.UtcTicks:x16}-{random:D}"));

    /// <summary>Reads an id that must be valid.</summary>
    /// <exception cref="FormatException">The text is no job id.</exception>
    public static BulkJobId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException("Not a job id.");

    public static bool TryParse(string? text, out BulkJobId id)
    {
        id = default;
        if (text is not { Length: > TimeLength } || !text[..TimeLength].All(char.IsAsciiHexDigitLower) || text[TimeLength] != '-'
            || !LowercaseUuid.IsMatch(text[(TimeLength + 1)..]))
        {
            return false;
        }

        id = new BulkJobId(text);
        return true;
    }

    /// <summary>UTC.</summary>
    public DateTimeOffset CreatedAt =>
        new(DateTime.MaxValue.Ticks - long.Parse(Value.AsSpan(0, TimeLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), TimeSpan.Zero);

    /// <summary>The id under which the job makes something of a run: the same whenever it tries.</summary>
    public Guid IdFor(RunId run) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{Value}|{run}")).AsSpan(0, 16));

    public override string ToString() => Value;
}

/// <summary>What a job has come to so far.</summary>
/// <param name="Matched">Runs that matched.</param>
/// <param name="Done">Runs that are as the job wants them.</param>
/// <param name="Failed">Runs with which something unexpected happened.</param>
/// <param name="Skipped">Runs that refused, by reason.</param>
public sealed record BulkCounts(int Matched, int Done, int Failed, IReadOnlyDictionary<string, int> Skipped)
{
    public static BulkCounts None { get; } = new(0, 0, 0, new Dictionary<string, int>());

    /// <summary>This and one run more.</summary>
    public BulkCounts With(BulkOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var skipped = outcome.SkippedFor is { } reason
            ? new Dictionary<string, int>(Skipped) { [reason] = Skipped.GetValueOrDefault(reason) + 1 }
            : Skipped;
        return new BulkCounts(Matched + 1, Done + (outcome.IsDone ? 1 : 0), Failed + (outcome.IsFailed ? 1 : 0), skipped);
    }
}

/// <summary>What came of a run.</summary>
/// <param name="IsDone">It is as the job wants it.</param>
/// <param name="SkippedFor">Closed reason for which it was left alone.</param>
public sealed record BulkOutcome(bool IsDone, string? SkippedFor = null)
{
    public static BulkOutcome Done { get; } = new(IsDone: true);

    public static BulkOutcome Failed { get; } = new(IsDone: false);

    public bool IsFailed => !IsDone && SkippedFor is null;

    public static BulkOutcome Skipped(string reason) => new(IsDone: false, reason);
}

/// <summary>One action on every run that matches a filter and was there before the job.</summary>
public sealed record BulkJob
{
    public required OrganizationId Organization { get; init; }

    /// <summary>Also the instance id of the job's orchestration.</summary>
    public required BulkJobId Id { get; init; }

    public required BulkAction Action { get; init; }

    public required RunFilter Filter { get; init; }

    /// <summary>For <see cref="BulkAction.Tag"/>.</summary>
    public string? Tag { get; init; }

    public BulkState State { get; init; }

    public BulkCounts Counts { get; init; } = BulkCounts.None;

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public required UserId CreatedBy { get; init; }

    /// <summary>Request id of the call that made it.</summary>
    public required string CorrelationId { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public DateTimeOffset? CancelledAt { get; init; }

    public UserId? CancelledBy { get; init; }

    /// <summary>Whether nothing more is done.</summary>
    public bool IsEnded => State is BulkState.Completed or BulkState.Cancelled;

    /// <summary>The filter, cut off before anything that the job itself makes.</summary>
    public RunFilter Scope => Filter with { CreatedTo = Filter.CreatedTo is { } to && to < CreatedAt ? to : CreatedAt };

    /// <summary>A page is done. A job that was stopped meanwhile stays so.</summary>
    public BulkJob Note(BulkCounts counts, bool isLast, DateTimeOffset now) =>
        IsEnded ? this with { Counts = counts }
        : isLast ? this with { Counts = counts, State = BulkState.Completed, CompletedAt = now }
        : this with { Counts = counts, State = BulkState.Running };

    /// <summary>Stops it.</summary>
    public BulkJob Cancel(UserId user, DateTimeOffset now) => this with { State = BulkState.Cancelled, CancelledAt = now, CancelledBy = user };
}
