namespace RunFunctions.Core.Engine.Domain;

/// <summary>Settings <c>Engine:Concurrency:*</c>; 0 means no limit. <see cref="ConcurrencyLimits"/> says what they mean.</summary>
public sealed record ConcurrencySettings
{
    /// <summary>Runs of one organization that may be RUNNING at once.</summary>
    public int PerOrganization { get; init; }

    /// <summary>Runs of one kind of one organization that may be RUNNING at once, such as <c>document=4,export=1</c>.</summary>
    public string PerKind { get; init; } = "";

    /// <summary>Runs of one organization that may be QUEUED before new ones are refused.</summary>
    public int MaxQueued { get; init; }

    /// <summary>The same for runs of one kind of one organization, such as <c>document=100</c>.</summary>
    public string MaxQueuedPerKind { get; init; } = "";
}
