using System.Globalization;

namespace RunFunctions.Core.Engine.Domain;

/// <summary>
/// How many runs of an organization may be RUNNING and QUEUED, over all instances of the app. 0 means no limit, and costs nothing.
/// </summary>
public sealed record ConcurrencyLimits
{
    /// <summary>Runs of one organization that may be RUNNING at once.</summary>
    public int PerOrganization { get; init; }

    /// <summary>The same for runs of one kind of one organization.</summary>
    public IReadOnlyDictionary<RunKind, int> PerKind { get; init; } = new Dictionary<RunKind, int>();

    /// <summary>Runs of one organization that may be QUEUED before new ones are refused.</summary>
    public int MaxQueued { get; init; }

    /// <summary>The same for runs of one kind of one organization.</summary>
    public IReadOnlyDictionary<RunKind, int> MaxQueuedPerKind { get; init; } = new Dictionary<RunKind, int>();

    /// <summary>Whether anything limits how many runs are RUNNING.</summary>
    public bool LimitRunning => PerOrganization > 0 || PerKind.Values.Any(limit => limit > 0);

    /// <summary>The limits that settings give.</summary>
    /// <exception cref="InvalidOperationException">A number is negative or none, or a kind is.</exception>
    public static ConcurrencyLimits Of(ConcurrencySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.PerOrganization < 0 || settings.MaxQueued < 0)
        {
            throw new InvalidOperationException("Settings Engine:Concurrency must not be negative; 0 means no limit.");
        }

        return new ConcurrencyLimits
        {
            PerOrganization = settings.PerOrganization,
            PerKind = PerKindOf(settings.PerKind, nameof(settings.PerKind)),
            MaxQueued = settings.MaxQueued,
            MaxQueuedPerKind = PerKindOf(settings.MaxQueuedPerKind, nameof(settings.MaxQueuedPerKind)),
        };
    }

    /// <summary>Most runs of a kind that are RUNNING at once; 0: as many as the organization may have.</summary>
    public int LimitOf(RunKind kind) => PerKind.GetValueOrDefault(kind);

    /// <summary>Most runs of a kind that are QUEUED; 0: as many as the organization may have.</summary>
    public int QueuedLimitOf(RunKind kind) => MaxQueuedPerKind.GetValueOrDefault(kind);

    /// <summary>Whether runs of a kind need a place.</summary>
    public bool Limit(RunKind kind) => PerOrganization > 0 || LimitOf(kind) > 0;

    private static Dictionary<RunKind, int> PerKindOf(string limits, string setting)
    {
        try
        {
            return limits.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(limit => limit.Split('='))
                .ToDictionary(limit => RunKind.Parse(limit[0]), limit => int.Parse(limit[1], NumberStyles.None, CultureInfo.InvariantCulture));
        }
        catch (Exception malformed) when (malformed is FormatException or OverflowException or IndexOutOfRangeException or ArgumentException)
        {
            throw new InvalidOperationException($"Setting Engine:Concurrency:{setting} must look like document=4,export=1.", malformed);
        }
    }
}
