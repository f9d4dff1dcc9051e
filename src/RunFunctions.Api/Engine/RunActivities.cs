using Microsoft.Azure.Functions.Worker;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Api.Engine;

/// <summary>The activities that every run has.</summary>
public sealed class RunActivities(StartRun startRun, EndRun endRun)
{
    [Function(nameof(StartRun))]
    public Task<StartResult> Start([ActivityTrigger] RunInput input, CancellationToken cancellationToken) =>
        startRun.HandleAsync(OrganizationId.Parse(input.Organization), RunId.Parse(input.RunId), cancellationToken);

    [Function(nameof(EndRun))]
    public async Task<EndOutput> End([ActivityTrigger] EndInput input, CancellationToken cancellationToken)
    {
        var ended = await endRun.HandleAsync(
            new EndCommand(OrganizationId.Parse(input.Organization), RunId.Parse(input.RunId), input.Command, input.FailureType, input.Epoch),
            cancellationToken);
        return new EndOutput(ended.State, ended.NextToStart?.Value, [.. ended.Granted.Select(run => run.Value)]);
    }
}
