using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Access;

/// <summary>Which patients of the caller's organization are assigned to which clinicians.</summary>
public sealed class AssignmentFunctions(AssignPatient assignPatient, ListAssignments listAssignments, IAssignmentStore assignments, ListQuery lists)
{
    private const string Route = "api/access/assignments";
    private const string OneRoute = Route + "/{assignmentId}";
    private const string Clinician = "clinician";
    private const string Patient = "patient";

    [Function("AssignPatient")]
    public async Task<IResult> Assign([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, ApiJson.Wire.NewAssignment, cancellationToken);
        var result = await body.ThenAsync(wanted => assignPatient.HandleAsync(request.HttpContext.Origin(), wanted, cancellationToken));
        return ApiResults.Of(result, assignment => ApiResults.Created(
            request.HttpContext, Route, assignment.Id.ToString(), AssignmentView.Of(assignment), ApiJson.Wire.AssignmentView));
    }

    [Function("ListAssignments")]
    [QueryParameters(ListQuery.Limit, ListQuery.Cursor, Clinician, Patient)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!QueryValues.Optional(request, Clinician, PathIds.User).TryGet(out var clinician, out var refusal)
            || !QueryValues.Optional(request, Patient, PathIds.Patient).TryGet(out var patient, out refusal))
        {
            return new ProblemResult(refusal);
        }

        var organization = request.HttpContext.Caller().Organization;
        return await lists.AnswerAsync(
            request,
            $"assignments|clinician={clinician}|patient={patient}",
            page => listAssignments.HandleAsync(organization, clinician, patient, page.Limit, page.After, cancellationToken),
            AssignmentView.Of,
            ApiJson.Wire.AssignmentListView,
            cancellationToken);
    }

    [Function("GetAssignment")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OneRoute)] HttpRequest request, string assignmentId, CancellationToken cancellationToken)
    {
        var result = await PathIds.Assignment(assignmentId).ThenAsync(id => FindAsync(request.HttpContext.Caller().Organization, id, cancellationToken));
        return ApiResults.Of(result, found => ApiResults.Read(AssignmentView.Of(found), ApiJson.Wire.AssignmentView));
    }

    [Function("RemoveAssignment")]
    public async Task<IResult> Remove(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = OneRoute)] HttpRequest request, string assignmentId, CancellationToken cancellationToken)
    {
        var result = await PathIds.Assignment(assignmentId).ThenAsync(id => RemoveAsync(request.HttpContext.Caller().Organization, id));
        return ApiResults.Of(result, _ => ApiResults.Done());
    }

    private async Task<Result<Assignment>> FindAsync(OrganizationId organization, AssignmentId id, CancellationToken cancellationToken) =>
        await assignments.FindAsync(organization, id, cancellationToken) is { } found ? found : Refusal.NotFound("The assignment");

    // A caller who goes away does not leave half of it.
    private async Task<Result<AssignmentId>> RemoveAsync(OrganizationId organization, AssignmentId id) =>
        await assignments.RemoveAsync(organization, id, CancellationToken.None) ? id : Refusal.NotFound("The assignment");
}
