namespace RunFunctions.Core.Engine.Domain;

/// <param name="Run">The run.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="ListedAt">When it was asked for; those that were asked for first come first.</param>
/// <param name="Held">Whether it has a place; otherwise it waits for one.</param>
public sealed record RunPlace(RunId Run, RunKind Kind, DateTimeOffset ListedAt, bool Held);

/// <summary>
/// The places of an organization's runs where concurrency is limited: who has one and who waits. Immutable; each change gives
/// free places to those who have waited longest.
/// </summary>
public sealed record RunPlaces(IReadOnlyCollection<RunPlace> All)
{
    public static RunPlaces None { get; } = new([]);

    public bool IsHeldBy(RunId run) => All.Any(place => place.Run == run && place.Held);

    /// <summary>Whether the organization has as many runs as it may, of whatever kind.</summary>
    public bool IsFull(ConcurrencyLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return limits.PerOrganization > 0 && All.Count(place => place.Held) >= limits.PerOrganization;
    }

    /// <summary>A run asks for a place; asking twice is asking once.</summary>
    public RunPlaces Enter(Run run, ConcurrencyLimits limits)
    {
        ArgumentNullException.ThrowIfNull(run);
        return All.Any(place => place.Run == run.Id)
            ? Grant(limits)
            : new RunPlaces([.. All, new RunPlace(run.Id, run.Subject.Kind, run.ListedAt, Held: false)]).Grant(limits);
    }

    /// <summary>Runs give their places back, or wait no more.</summary>
    public RunPlaces Leave(IReadOnlyCollection<RunId> runs, ConcurrencyLimits limits) =>
        new RunPlaces([.. All.Where(place => !runs.Contains(place.Run))]).Grant(limits);

    /// <summary>The runs that have a place here and had none before.</summary>
    public IReadOnlyList<RunId> GrantedSince(RunPlaces before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return [.. All.Where(place => place.Held && !before.IsHeldBy(place.Run)).Select(place => place.Run)];
    }

    private RunPlaces Grant(ConcurrencyLimits limits)
    {
        var held = All.Count(place => place.Held);
        var ofKind = All.Where(place => place.Held).CountBy(place => place.Kind).ToDictionary();
        List<RunPlace> places = [];
        foreach (var place in All.OrderBy(place => place.ListedAt).ThenBy(place => place.Run.Value, StringComparer.Ordinal))
        {
            var granted = !place.Held
                && (limits.PerOrganization == 0 || held < limits.PerOrganization)
                && (limits.LimitOf(place.Kind) == 0 || ofKind.GetValueOrDefault(place.Kind) < limits.LimitOf(place.Kind));
            if (granted)
            {
                held++;
                ofKind[place.Kind] = ofKind.GetValueOrDefault(place.Kind) + 1;
            }

            places.Add(granted ? place with { Held = true } : place);
        }

        return new RunPlaces(places);
    }
}
