using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Api.Engine;

// What crosses the durable engine: ids, codes, counts and times. A change of shape is a new orchestration version.

/// <summary>Input of a run's orchestration and of activity StartRun.</summary>
public sealed record RunInput(string Organization, string RunId);

/// <summary>Input of a step's activity.</summary>
public sealed record StepInput(string Organization, string RunId, int Epoch, int Attempt)
{
    public StepCommand ToCommand(StepDefinition step) =>
        new(OrganizationId.Parse(Organization), Core.Engine.Domain.RunId.Parse(RunId), Epoch, step, Attempt);
}

/// <summary>Input of activity EndRun.</summary>
public sealed record EndInput(string Organization, string RunId, int Epoch, RunCommand Command, string? FailureType);

/// <summary>Output of activity EndRun.</summary>
/// <param name="State">State of the run; null when it is somebody else's.</param>
/// <param name="NextRunId">The run to tell that the slot is free.</param>
/// <param name="GrantedRunIds">The runs to tell that they have a place; absent in histories of before there were places.</param>
public sealed record EndOutput(RunState? State, string? NextRunId, IReadOnlyList<string>? GrantedRunIds = null);

/// <summary>What a run's orchestration executes.</summary>
/// <param name="StepName">Name of the step.</param>
/// <param name="Activity">Name of the activity function that does it; takes <see cref="StepInput"/>, gives <see cref="StepResult"/>.</param>
public sealed record PlannedStep(string StepName, string Activity);
