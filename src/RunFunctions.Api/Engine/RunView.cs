using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Api.Engine;

/// <summary>A run as callers see it.</summary>
public sealed record RunView(
    string RunId,
    string Kind,
    string SubjectId,
    RunState State,
    string? FailureType,
    FailureView? Failure,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt,
    CancelRequestView? CancelRequested,
    OpenStepView? OpenStep,
    IReadOnlyList<string> SucceededSteps,
    IReadOnlyList<string> ReusedSteps,
    IReadOnlyList<OutputView> Outputs,
    RunConfig Config,
    string? LanguageUsed,
    string? SchemaContractUsed,
    string? ParentRunId,
    string? SupersededBy,
    IReadOnlyList<string> Tags,
    string? Note,
    bool LegalHold,
    RunLinksView Links)
{
    /// <summary>A run as this caller sees it.</summary>
    public static RunView Of(Run run, DurableTaskClient durable, Caller caller, RunSettings settings)
    {
        var mayManage = settings.ManagementLinks && (caller.Has(Role.Admin) || caller.Has(Role.Service));
        return Of(run, mayManage ? durable.CreateHttpManagementPayload(run.Id.Value) : null);
    }

    /// <param name="run">The run.</param>
    /// <param name="management">Addresses of its orchestration, for callers who may have them; they hold a key to every orchestration.</param>
    public static RunView Of(Run run, HttpManagementPayload? management) =>
        new(
            run.Id.Value,
            run.Subject.Kind.Value,
            run.Subject.Id,
            run.State,
            run.FailureType,
            run.Failure is { } failure ? new FailureView(failure.StepName, failure.ErrorCode, failure.Reason) : null,
            run.CreatedAt,
            run.CreatedBy.Value,
            run.StartedAt,
            run.CompletedAt,
            run.CancelRequest is { } cancel ? new CancelRequestView(cancel.By.Value, cancel.At) : null,
            run.OpenStep is { } open ? new OpenStepView(open.Name, open.Attempt, open.StartedAt) : null,
            run.SucceededSteps,
            run.ReusedSteps,
            [.. run.Outputs.OrderBy(output => output.Key, StringComparer.Ordinal).Select(output => new OutputView(output.Key, output.Value.ContentType, output.Value.Size, output.Value.Sha256))],
            run.Config,
            run.Reading.LanguageUsed,
            run.Reading.SchemaContractUsed,
            run.ParentRunId?.Value,
            run.SupersededBy?.Value,
            run.Annotations.Tags,
            run.Annotations.Note,
            run.Annotations.LegalHold,
            new RunLinksView(
                RunLinks.Run(run.Id), management?.StatusQueryGetUri, management?.TerminatePostUri, management?.SuspendPostUri, management?.ResumePostUri));
}

/// <summary>Where and why a run did not complete.</summary>
public sealed record FailureView(string? StepName, string ErrorCode, string? Reason);

public sealed record CancelRequestView(string By, DateTimeOffset At);

public sealed record OpenStepView(string StepName, int Attempt, DateTimeOffset StartedAt);

public sealed record OutputView(string ArtifactType, string ContentType, long Size, string Sha256);

public sealed record RunLinksView(
    string Self, string? StatusQueryGetUri, string? TerminatePostUri, string? SuspendPostUri, string? ResumePostUri);

/// <summary>Addresses of runs.</summary>
public static class RunLinks
{
    public static string Run(RunId id) => $"/api/runs/{id}";
}
