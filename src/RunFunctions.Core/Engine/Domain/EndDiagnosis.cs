namespace RunFunctions.Core.Engine.Domain;

/// <summary>Says why a run has ended as it did.</summary>
internal static class EndDiagnosis
{
    public static Diagnosis Of(Run run)
    {
        var ending = Ending(run);
        return run.SupersededBy is { } next
            ? ending with { Code = DiagnosisCodes.Superseded, Sentence = $"{ending.Sentence} Run {next} repeats it.", RelatedRun = next }
            : ending;
    }

    private static Diagnosis Ending(Run run) => run.State switch
    {
        RunState.Completed => new Diagnosis(DiagnosisCodes.Completed, "Every step succeeded.", run.CompletedAt, RelatedRun: run.ParentRunId),
        RunState.Cancelled => new Diagnosis(
            DiagnosisCodes.Cancelled,
            run.CancelRequest is { } cancel ? $"User {cancel.By} cancelled it." : "It was cancelled.",
            run.CompletedAt,
            Details: run.CancelRequest is { } by ? new Dictionary<string, string> { ["requested_by"] = by.By.Value } : null),
        RunState.TimedOut => new Diagnosis(
            DiagnosisCodes.TimedOut,
            $"Its time ran out{(run.Failure?.StepName is { } step ? $" in step {step}" : "")}.",
            run.CompletedAt,
            Details: Failure(run)),
        _ => Failed(run),
    };

    private static Diagnosis Failed(Run run)
    {
        var (step, code, reason) = (run.Failure?.StepName, run.Failure?.ErrorCode ?? run.FailureType!, run.Failure?.Reason);
        var where = step is null ? "" : $" in step {step}";
        return run.FailureType switch
        {
            RunLifecycle.Quarantined => new Diagnosis(
                DiagnosisCodes.Quarantined,
                $"{RunDiagnosis.Text(run.Deaths?.Count ?? 0)} workers died{where}; it was put aside so that no other one does.",
                run.CompletedAt,
                Details: Failure(run)),
            RunLifecycle.ProcessTerminated => new Diagnosis(
                DiagnosisCodes.ProcessTerminated, $"Its worker died{where}, or its orchestration was removed, and nothing went on with it.", run.CompletedAt, Details: Failure(run)),
            RunLifecycle.OrchestrationTerminated => new Diagnosis(
                DiagnosisCodes.OrchestrationTerminated, "Somebody terminated its orchestration, so nothing went on with it.", run.CompletedAt, Details: Failure(run)),
            _ => new Diagnosis(
                DiagnosisCodes.Failed, $"It failed{where} with {code}{(reason is null ? "" : $" ({reason})")}.", run.CompletedAt, Details: Failure(run)),
        };
    }

    private static Dictionary<string, string> Failure(Run run)
    {
        var details = new Dictionary<string, string>();
        Add("step_name", run.Failure?.StepName);
        Add("error_code", run.Failure?.ErrorCode);
        Add("reason", run.Failure?.Reason);
        Add("failure_type", run.FailureType);
        Add("worker_deaths", run.Deaths is { } deaths ? RunDiagnosis.Text(deaths.Count) : null);
        return details;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                details[name] = value;
            }
        }
    }
}
