namespace RunFunctions.Core.Engine.Domain;

/// <summary>
/// Settings <c>Engine:Concurrency:*</c>: how many runs of an organization may be RUNNING and QUEUED. They hold over all
/// instances of the app. 0 means no limit, and costs nothing.
/// </summary>
public sealed record ConcurrencySettings
{
    /// <summary>Runs of one organization that may be RUNNING at once.</summary>
    public int PerOrganization { get; init; }

    /// <summary>By kind: runs of that kind of one organization that may be RUNNING at once.</summary>
    public IReadOnlyDictionary<string, int> PerKind { get; init; } = new Dictionary<string, int>();

    /// <summary>Runs of one organization that may be QUEUED before new ones are refused.</summary>
    public int MaxQueued { get; init; }

    /// <summary>Whether anything limits how many runs are RUNNING.</summary>
    public bool LimitsRunning => PerOrganization > 0 || PerKind.Values.Any(limit => limit > 0);

    /// <summary>Most runs of a kind at once; 0: as many as the organization may have.</summary>
    public int LimitOf(RunKind kind) => PerKind.GetValueOrDefault(kind.Value);

    /// <summary>Whether runs of a kind need a place.</summary>
    public bool Limits(RunKind kind) => PerOrganization > 0 || LimitOf(kind) > 0;

    /// <summary>These settings, none of which is negative.</summary>
    /// <exception cref="InvalidOperationException">One is.</exception>
    public ConcurrencySettings Checked() =>
        PerOrganization < 0 || MaxQueued < 0 || PerKind.Values.Any(int.IsNegative)
            ? throw new InvalidOperationException("Settings Engine:Concurrency must not be negative; 0 means no limit.")
            : this;
}
