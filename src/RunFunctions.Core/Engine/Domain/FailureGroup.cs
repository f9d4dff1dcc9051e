namespace RunFunctions.Core.Engine.Domain;

/// <summary>Failures that are alike.</summary>
/// <param name="Fingerprint">Name of the group (<see cref="FailureFingerprint"/>).</param>
/// <param name="Kind">Kind of the runs.</param>
/// <param name="Failure">What they have in common.</param>
/// <param name="Count">How many.</param>
/// <param name="FirstSeen">When the first of them ended, UTC.</param>
/// <param name="LastSeen">When the last of them ended, UTC.</param>
/// <param name="Samples">Some of the runs, the newest.</param>
public sealed record FailureGroup(
    string Fingerprint, RunKind Kind, RunFailure Failure, int Count, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, IReadOnlyList<RunId> Samples)
{
    /// <summary>Most runs that a group names.</summary>
    public const int MaxSamples = 5;

    /// <summary>Groups the failures among runs, the group that was seen last first.</summary>
    /// <param name="lines">The runs, newest first.</param>
    public static IReadOnlyList<FailureGroup> Of(IEnumerable<RunLine> lines) =>
    [
        .. lines
            .Where(line => line.Failure is not null)
            .GroupBy(line => line.Fingerprint!, StringComparer.Ordinal)
            .Select(group => Of(group.Key, [.. group]))
            .OrderByDescending(group => group.LastSeen)
            .ThenBy(group => group.Fingerprint, StringComparer.Ordinal),
    ];

    private static FailureGroup Of(string fingerprint, List<RunLine> lines) => new(
        fingerprint,
        lines[0].Subject.Kind,
        lines[0].Failure!,
        lines.Count,
        lines.Min(Seen),
        lines.Max(Seen),
        [.. lines.Take(MaxSamples).Select(line => line.Id)]);

    private static DateTimeOffset Seen(RunLine line) => line.CompletedAt ?? line.CreatedAt;
}
