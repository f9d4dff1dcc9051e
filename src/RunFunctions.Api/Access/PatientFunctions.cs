using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Engine;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Api.Access;

/// <summary>The patients of the caller's organization.</summary>
public sealed class PatientFunctions(
    RegisterPatient registerPatient, ChangePatient changePatient, RemovePatient removePatient, GetPatient getPatient, ListPatients listPatients, ListQuery lists)
{
    private const string Route = "api/access/patients";
    private const string OneRoute = Route + "/{patientId}";
    private const string GetName = "GetPatient";

    [Function("RegisterPatient")]
    [Idempotent(KeepsAnswer = false)]
    public async Task<IResult> Register([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, ApiJson.Wire.NewPatient, cancellationToken);
        var result = await body.ThenAsync(wanted => registerPatient.HandleAsync(request.HttpContext.Origin(), wanted, cancellationToken));
        return ApiResults.Of(result, patient => ApiResults.Created(
            request.HttpContext, Route, patient.Id.Value, PatientView.Of(patient), ApiJson.Wire.PatientView));
    }

    [Function("ListPatients")]
    [QueryParameters(ListQuery.Limit, ListQuery.Cursor)]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, CancellationToken cancellationToken)
    {
        var seesAll = MaySee(request.HttpContext.Caller(), Relation.OwnOrganization);
        return lists.AnswerAsync(
            request,
            seesAll ? "patients" : "patients|assigned",
            page => listPatients.HandleAsync(request.HttpContext.Origin(), seesAll, page.Limit, page.After, cancellationToken),
            PatientView.Of,
            ApiJson.Wire.PatientListView,
            cancellationToken);
    }

    [Function(GetName)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OneRoute)] HttpRequest request, string patientId, CancellationToken cancellationToken)
    {
        var caller = request.HttpContext.Caller();
        var result = await PathIds.Patient(patientId).ThenAsync(id => getPatient.HandleAsync(
            request.HttpContext.Origin(), id, relation => MaySee(caller, relation), cancellationToken));
        return ApiResults.Of(result, patient => ApiResults.Read(PatientView.Of(patient), ApiJson.Wire.PatientView));
    }

    [Function("ChangePatient")]
    public async Task<IResult> Change(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = OneRoute)] HttpRequest request, string patientId, CancellationToken cancellationToken)
    {
        var result = await PathIds.Patient(patientId).ThenAsync(async id =>
        {
            var body = await JsonBody.ReadAsync(request, ApiJson.Wire.PatientChanges, cancellationToken);
            return await body.ThenAsync(changes => changePatient.HandleAsync(
                request.HttpContext.Caller().Organization,
                id,
                changes,
                patient => ApiResults.IsExpected(request, PatientView.Of(patient), ApiJson.Wire.PatientView),
                cancellationToken));
        });
        return ApiResults.Of(result, patient => ApiResults.Changed(PatientView.Of(patient), ApiJson.Wire.PatientView));
    }

    [Function("RemovePatient")]
    public async Task<IResult> Remove(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = OneRoute)] HttpRequest request, string patientId, CancellationToken cancellationToken)
    {
        var result = await PathIds.Patient(patientId).ThenAsync(id => removePatient.HandleAsync(request.HttpContext.Caller().Organization, id, cancellationToken));
        return ApiResults.Of(result, _ => ApiResults.Done());
    }

    private static bool MaySee(Caller caller, Relation relation) => AccessMatrix.Of(GetName)!.Allows(caller, relation);
}
