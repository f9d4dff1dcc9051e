using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Editing;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>Changes values of a run's interpretation, as a new version (specs/documents.md §4.6).</summary>
public sealed class EditInterpretation(IRunStore runs, ChangeInterpretation change)
{
    /// <param name="origin">Who asks.</param>
    /// <param name="id">The run.</param>
    /// <param name="request">What changes.</param>
    /// <param name="isExpected">Whether the review is as the reviewer believes; if not, nothing is changed.</param>
    /// <param name="isDryRun">Whether nothing is to be written.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Result<ChangedInterpretation>> HandleAsync(
        RequestOrigin origin, RunId id, EditRequest request, Func<Review, bool> isExpected, bool isDryRun, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(request);
        if ((await runs.FindAsync(origin.Organization, id, cancellationToken))?.Value is not { } run || run.Subject.Kind != Document.RunKind)
        {
            return Refusal.NotFound("The run");
        }

        return request.Read().TryGet(out var changes, out var refusal)
            ? await change.HandleAsync(
                new ChangeOrder(origin, request.BaseVersionNumber!.Value, isExpected, isDryRun),
                run,
                VersionOrigin.Edit,
                restored: null,
                (data, version) => Task.FromResult(InterpretationEdit.Apply(data, changes, version)),
                cancellationToken)
            : refusal;
    }
}
