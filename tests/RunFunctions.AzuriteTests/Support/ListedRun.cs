using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.AzuriteTests.Support;

/// <summary>Runs that are only in the list: number i has the i-th state in turn, the i-th of five subjects and the i-th of four tags.</summary>
internal static class ListedRun
{
    public static RunFailure Unreadable { get; } = new("EXTRACTION", "EXTRACTION_FAILED", "Unreadable");

    public static Run At(OrganizationId organization, int i, DateTimeOffset at)
    {
        var subject = new SubjectKey(RunKind.Parse("document"), $"subject-{i % 5}");
        var state = (RunState)(i % 6);
        return new Run
        {
            Organization = organization,
            Id = RunId.New(subject, Guid.Parse($"00000000-0000-4000-8000-{i:x12}")),
            Subject = subject,
            State = state,
            Revision = 1,
            CreatedAt = at,
            ListedAt = at,
            UpdatedAt = at,
            StartedAt = state == RunState.Queued ? null : at.AddSeconds(1),
            CompletedAt = state.IsTerminal() ? at.AddSeconds(3.5) : null,
            FailureType = state == RunState.Failed ? "EXTRACTION_FAILED" : null,
            Failure = state switch
            {
                RunState.Failed => Unreadable,
                RunState.TimedOut => new RunFailure("INTERPRETATION", "TIMED_OUT", null),
                _ => null,
            },
            SupersededBy = i % 7 == 0 ? RunId.New(subject, Guid.Empty) : null,
            Annotations = new RunAnnotations { Tags = [$"batch:{i % 4}"] },
            CorrelationId = "request",
            CreatedBy = UserId.Parse("user"),
        };
    }
}
