using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Engine.Bulk;

/// <summary>Jobs that act on every run that matches a filter.</summary>
public sealed class BulkFunctions(StartBulkJob startBulkJob, CancelBulkJob cancelBulkJob, IBulkJobs jobs, ListQuery lists)
{
    private const string Route = "api/runs/bulk";

    [Function("StartBulkJob")]
    [Idempotent]
    public async Task<IResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken)
    {
        var origin = request.HttpContext.Origin();
        var body = await JsonBody.ReadAsync(request, ApiJson.Wire.BulkRequest, cancellationToken);
        var result = await body.ThenAsync(wanted => startBulkJob.HandleAsync(origin, wanted, cancellationToken));
        if (!result.TryGet(out var started, out var refusal))
        {
            return new ProblemResult(refusal);
        }

        if (started.Job is not { } job)
        {
            return ApiResults.Json(BulkCountView.Of(started), ApiJson.Wire.BulkCountView);
        }

        if (job.State == BulkState.Queued)
        {
            await new DurableBulkScheduler(durable).ScheduleAsync(job.Organization, job.Id, CancellationToken.None);
        }

        request.HttpContext.Response.Headers.Location = $"/{Route}/{job.Id}";
        request.HttpContext.Response.Headers.RetryAfter = "1";
        return ApiResults.Json(BulkJobView.Of(job), ApiJson.Wire.BulkJobView, StatusCodes.Status202Accepted);
    }

    [Function("GetBulkJob")]
    public async Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{jobId}")] HttpRequest request, string jobId, CancellationToken cancellationToken)
    {
        var result = await PathIds.BulkJob(jobId).ThenAsync(id => FindAsync(request.HttpContext.Caller().Organization, id, cancellationToken));
        return ApiResults.Of(result, job => ApiResults.Read(BulkJobView.Of(job), ApiJson.Wire.BulkJobView));
    }

    [Function("CancelBulkJob")]
    public async Task<IResult> Cancel(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/{jobId}/cancel")] HttpRequest request, string jobId, CancellationToken cancellationToken)
    {
        var result = await PathIds.BulkJob(jobId).ThenAsync(id => cancelBulkJob.HandleAsync(request.HttpContext.Origin(), id, cancellationToken));
        return ApiResults.Of(result, job => ApiResults.Json(BulkJobView.Of(job), ApiJson.Wire.BulkJobView));
    }

    [Function("ListBulkJobs")]
    [QueryParameters(ListQuery.Limit, ListQuery.Cursor)]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, CancellationToken cancellationToken) => lists.AnswerAsync(
        request,
        "bulk-jobs",
        page => jobs.ListAsync(request.HttpContext.Caller().Organization, page.Limit, page.After, cancellationToken),
        BulkJobView.Of,
        ApiJson.Wire.BulkJobListView,
        cancellationToken);

    private async Task<Result<BulkJob>> FindAsync(OrganizationId organization, BulkJobId id, CancellationToken cancellationToken) =>
        await jobs.FindAsync(organization, id, cancellationToken) is { } found ? found.Value : Refusal.NotFound("The job");
}
