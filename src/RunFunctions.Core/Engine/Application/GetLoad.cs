using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Engine.Application;

/// <param name="Total">Of all kinds.</param>
/// <param name="ByKind">Of each kind, in ordinal order.</param>
/// <param name="Complete">False when there are more unfinished runs than are counted at once: only the newest were.</param>
public sealed record OrganizationLoad(RunLoad Total, IReadOnlyList<KeyValuePair<RunKind, RunLoad>> ByKind, bool Complete);

/// <summary>What an organization's unfinished runs do now.</summary>
public sealed class GetLoad(IRunIndex index, IRunPlans plans)
{
    /// <summary>Most unfinished runs that are counted for one answer.</summary>
    public const int MostCounted = 10_000;

    private static readonly RunState[] Unfinished = [RunState.Queued, RunState.Running];

    public async Task<OrganizationLoad> HandleAsync(OrganizationId organization, CancellationToken cancellationToken)
    {
        var lines = await index.ListUnfinishedAsync(organization, Unfinished, kind: null, MostCounted, cancellationToken);
        return new OrganizationLoad(
            RunLoad.Of(lines.Items),
            [.. plans.Kinds.OrderBy(kind => kind.Value, StringComparer.Ordinal)
                .Select(kind => KeyValuePair.Create(kind, RunLoad.Of([.. lines.Items.Where(line => line.Subject.Kind == kind)])))],
            lines.Next is null);
    }
}
