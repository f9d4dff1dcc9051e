using Microsoft.Extensions.Logging;
using RunFunctions.Core.Documents.Domain.Calibration;
using RunFunctions.Core.Documents.Ports;

namespace RunFunctions.Infrastructure.Logging;

/// <summary>Events of people and readers as structured log lines; the request id comes from the logging scope.</summary>
public sealed partial class DocumentEventLog(ILogger<DocumentEventLog> logger, TimeProvider clock) : IDocumentEventLog
{
    public void Publish(DocumentEvent happened)
    {
        var level = happened.ErrorCode is null ? LogLevel.Information : LogLevel.Warning;
        var now = clock.GetUtcNow();
        Write(logger, level, happened, now);
    }

    public void Publish(CalibrationEvent happened)
    {
        var now = clock.GetUtcNow();
        Write(
            logger,
            happened.Type,
            happened.DocumentId,
            happened.RunId,
            happened.ContextKey,
            happened.FieldKey,
            happened.MappingId,
            happened.OldConfidence,
            happened.NewConfidence,
            happened.OldState,
            happened.NewState,
            happened.PolicyVersion,
            now);
    }

    private static void Write(ILogger logger, LogLevel level, DocumentEvent happened, DateTimeOffset now) => Write(
        logger,
        level,
        happened.Type,
        happened.DocumentId,
        happened.RunId,
        happened.ErrorCode,
        happened.Reason,
        happened.Count,
        happened.AccessType,
        now);

    [LoggerMessage(Message = "{event_type} document={document_id} run={run_id} error={error_code} failure_reason={failure_reason} count_returned={count_returned} access_type={access_type} at={timestamp:O}")]
    private static partial void Write(
        ILogger logger,
        LogLevel level,
        string event_type,
        string? document_id,
        string? run_id,
        string? error_code,
        string? failure_reason,
        int? count_returned,
        string? access_type,
        DateTimeOffset timestamp);

    [LoggerMessage(Level = LogLevel.Information, Message = "{event_type} document={document_id} run={run_id} context={context_key} field={field_key} mapping={mapping_id} confidence={old_field_mapping_confidence}>{new_field_mapping_confidence} state={old_policy_state}>{new_policy_state} policy={policy_version} at={timestamp:O}")]
    private static partial void Write(
        ILogger logger,
        string event_type,
        string document_id,
        string run_id,
        string context_key,
        string field_key,
        string? mapping_id,
        decimal old_field_mapping_confidence,
        decimal new_field_mapping_confidence,
        PolicyState old_policy_state,
        PolicyState new_policy_state,
        string policy_version,
        DateTimeOffset timestamp);
}
