using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Api.Engine;

/// <summary>What the organization's unfinished runs do now, by kind, beside the limits.</summary>
public sealed class GetLoadFunction(GetLoad getLoad, ConcurrencyLimits limits)
{
    [Function("GetLoad")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/runs/load")] HttpRequest request, CancellationToken cancellationToken) =>
        ApiResults.Read(LoadView.Of(await getLoad.HandleAsync(request.HttpContext.Caller().Organization, cancellationToken), limits), ApiJson.Wire.LoadView);
}

/// <summary>The load of an organization as callers see it.</summary>
/// <param name="Limit">Runs that may be RUNNING at once; null: as many as there are.</param>
/// <param name="QueuedLimit">Runs that may be QUEUED before new ones are refused; null: as many as there are.</param>
/// <param name="Complete">False when there are more unfinished runs than are counted at once: only the newest were.</param>
public sealed record LoadView(int Queued, int Running, int Retrying, int? Limit, int? QueuedLimit, bool Complete, IReadOnlyList<KindLoadView> Kinds)
{
    public static LoadView Of(OrganizationLoad load, ConcurrencyLimits limits)
    {
        ArgumentNullException.ThrowIfNull(load);
        ArgumentNullException.ThrowIfNull(limits);
        return new(
            load.Total.Queued,
            load.Total.Running,
            load.Total.Retrying,
            Limited(limits.PerOrganization),
            Limited(limits.MaxQueued),
            load.Complete,
            [.. load.ByKind.Select(kind => new KindLoadView(
                kind.Key.Value, kind.Value.Queued, kind.Value.Running, kind.Value.Retrying, Limited(limits.LimitOf(kind.Key)), Limited(limits.QueuedLimitOf(kind.Key))))]);
    }

    private static int? Limited(int limit) => limit == 0 ? null : limit;
}

/// <param name="Limit">Runs of the kind that may be RUNNING at once; null: as many as the organization may have.</param>
/// <param name="QueuedLimit">Runs of the kind that may be QUEUED; null: as many as the organization may have.</param>
public sealed record KindLoadView(string Kind, int Queued, int Running, int Retrying, int? Limit, int? QueuedLimit);
