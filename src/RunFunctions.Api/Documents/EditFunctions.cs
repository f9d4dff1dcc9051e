using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Documents;

/// <summary>
/// New versions of a run's interpretation. The answer is the review; 201 with a new version, 200 when nothing was changed.
/// <c>If-Match</c> takes the <c>ETag</c> of the review or of the active version.
/// </summary>
public sealed class EditFunctions(EditInterpretation editInterpretation, RestoreInterpretation restoreInterpretation)
{
    private const string Route = "api/runs/{runId}/interpretations";
    private const string DryRun = "dry_run";

    [Function("EditInterpretation")]
    [QueryParameters(DryRun)]
    public async Task<IResult> Edit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string runId, CancellationToken cancellationToken)
    {
        if (!QueryValues.Boolean(request, DryRun).TryGet(out var isDryRun, out var refusal))
        {
            return new ProblemResult(refusal);
        }

        var result = await PathIds.Run(runId).ThenAsync(async id =>
        {
            var body = await JsonBody.ReadAsync(request, ApiJson.Wire.EditRequest, cancellationToken);
            return await body.ThenAsync(edit => editInterpretation.HandleAsync(
                request.HttpContext.Origin(), id, edit, review => IsExpected(request, review), isDryRun, cancellationToken));
        });
        return isDryRun
            ? ApiResults.Of(result, changed => ApiResults.Json(EditPreviewView.Of(changed), ApiJson.Wire.EditPreviewView))
            : Answer(request, result);
    }

    [Function("RestoreInterpretation")]
    public async Task<IResult> Restore(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/{versionNumber}/restore")] HttpRequest request,
        string runId,
        string versionNumber,
        CancellationToken cancellationToken)
    {
        var result = await PathIds.Run(runId).ThenAsync(id => PathIds.Version(versionNumber).ThenAsync(async number =>
        {
            var body = await JsonBody.ReadAsync(request, ApiJson.Wire.RestoreRequest, cancellationToken);
            return await body.ThenAsync(restore => restoreInterpretation.HandleAsync(
                request.HttpContext.Origin(), id, number, restore, review => IsExpected(request, review), cancellationToken));
        }));
        return Answer(request, result);
    }

    private static bool IsExpected(HttpRequest request, Review review) =>
        ApiResults.IsExpected(request, ReviewView.Of(review), ApiJson.Wire.ReviewView)
        || ApiResults.IsExpected(request, InterpretationVersionView.Of(review.Version, review.Data), ApiJson.Wire.InterpretationVersionView);

    private static IResult Answer(HttpRequest request, Result<ChangedInterpretation> result) => ApiResults.Of(result, changed =>
    {
        var (version, view, stored) = (changed.Review.Stored.Version, ReviewView.Of(changed.Review), ReviewView.Of(changed.Review.Stored));
        return changed.HasNewVersion
            ? ApiResults.Created(
                request.HttpContext,
                $"api/runs/{version.RunId}/interpretations",
                version.Number.ToString(CultureInfo.InvariantCulture),
                view,
                stored,
                ApiJson.Wire.ReviewView)
            : ApiResults.Changed(view, stored, ApiJson.Wire.ReviewView);
    });
}
