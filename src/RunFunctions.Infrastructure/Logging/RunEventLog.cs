using Microsoft.Extensions.Logging;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Infrastructure.Telemetry;

namespace RunFunctions.Infrastructure.Logging;

/// <summary>Run and step events as structured log lines (specs/documents.md §7), and in the metrics.</summary>
public sealed partial class RunEventLog(ILogger<RunEventLog> logger, RunMetrics metrics) : IRunEventLog
{
    public void Publish(RunEvent happened)
    {
        metrics.Record(happened);
        var level = happened.Type switch
        {
            RunEventTypes.RunFailed or RunEventTypes.RunTimedOut or RunEventTypes.RunRecoveredAsFailed or RunEventTypes.RunQuarantined or RunEventTypes.StepFailed or RunEventTypes.WorkerDied => LogLevel.Warning,
            _ => LogLevel.Information,
        };
        Write(
            logger,
            level,
            happened.Type,
            happened.Organization.Value,
            happened.Subject.Kind.Value,
            happened.Subject.Id,
            happened.RunId.Value,
            happened.StepName,
            happened.Attempt,
            happened.ErrorCode,
            happened.CorrelationId,
            happened.At);
    }

    [LoggerMessage(Message = "{event_type} organization={organization_id} {subject_kind}={document_id} run={run_id} step={step_name} attempt={attempt} error={error_code} request={request_id} at={timestamp:O}")]
    private static partial void Write(
        ILogger logger,
        LogLevel level,
        string event_type,
        string organization_id,
        string subject_kind,
        string document_id,
        string run_id,
        string? step_name,
        int? attempt,
        string? error_code,
        string request_id,
        DateTimeOffset timestamp);
}
