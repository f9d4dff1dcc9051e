using Microsoft.Azure.Functions.Worker;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Api.Engine;

/// <summary>A run as callers see it.</summary>
public sealed record RunView(
    string RunId,
    string Kind,
    string SubjectId,
    RunState State,
    string? FailureType,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt,
    OpenStepView? OpenStep,
    IReadOnlyList<OutputView> Outputs,
    RunLinksView Links)
{
    /// <param name="run">The run.</param>
    /// <param name="management">Addresses of its orchestration, for callers who may have them; they hold a key to every orchestration.</param>
    public static RunView Of(Run run, HttpManagementPayload? management) =>
        new(
            run.Id.Value,
            run.Subject.Kind.Value,
            run.Subject.Id,
            run.State,
            run.FailureType,
            run.CreatedAt,
            run.CreatedBy.Value,
            run.StartedAt,
            run.CompletedAt,
            run.OpenStep is { } open ? new OpenStepView(open.Name, open.Attempt, open.StartedAt) : null,
            [.. run.Outputs.OrderBy(output => output.Key, StringComparer.Ordinal).Select(output => new OutputView(output.Key, output.Value.ContentType, output.Value.Size, output.Value.Sha256))],
            new RunLinksView(
                RunLinks.Run(run.Id), management?.StatusQueryGetUri, management?.TerminatePostUri, management?.SuspendPostUri, management?.ResumePostUri));
}

public sealed record OpenStepView(string StepName, int Attempt, DateTimeOffset StartedAt);

public sealed record OutputView(string ArtifactType, string ContentType, long Size, string Sha256);

public sealed record RunLinksView(
    string Self, string? StatusQueryGetUri, string? TerminatePostUri, string? SuspendPostUri, string? ResumePostUri);

/// <summary>Addresses of runs.</summary>
public static class RunLinks
{
    public static string Run(RunId id) => $"/api/runs/{id}";
}
