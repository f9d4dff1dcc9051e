using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Access;

/// <summary>The caller's organization, and the creation of others. To a caller there is no organization but their own.</summary>
public sealed class OrganizationFunctions(
    CreateOrganization createOrganization, RenameOrganization renameOrganization, IOrganizationStore organizations, ListQuery lists)
{
    private const string Route = "api/access/organizations";
    private const string OneRoute = Route + "/{organizationId}";

    [Function("CreateOrganization")]
    public async Task<IResult> Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, ApiJson.Wire.NewOrganization, cancellationToken);
        var result = await body.ThenAsync(wanted => createOrganization.HandleAsync(request.HttpContext.Origin(), wanted, cancellationToken));
        return ApiResults.Of(result, created => ApiResults.CreatedSecret(
            request.HttpContext, Route, created.Organization.Id.Value, CreatedOrganizationView.Of(created), ApiJson.Wire.CreatedOrganizationView));
    }

    [Function("ListOrganizations")]
    [QueryParameters(ListQuery.Limit, ListQuery.Cursor)]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, CancellationToken cancellationToken) =>
        lists.AnswerAsync(
            request,
            "organizations",
            async _ => new ListPage<Organization>(
                await organizations.FindAsync(request.HttpContext.Caller().Organization, cancellationToken) is { } own ? [own] : [], Next: null),
            OrganizationView.Of,
            ApiJson.Wire.OrganizationListView,
            cancellationToken);

    [Function("GetOrganization")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OneRoute)] HttpRequest request, string organizationId, CancellationToken cancellationToken)
    {
        var result = await Own(request, organizationId).ThenAsync(id => FindAsync(id, cancellationToken));
        return ApiResults.Of(result, found => ApiResults.Read(OrganizationView.Of(found), ApiJson.Wire.OrganizationView));
    }

    [Function("RenameOrganization")]
    public async Task<IResult> Rename(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = OneRoute)] HttpRequest request, string organizationId, CancellationToken cancellationToken)
    {
        var result = await Own(request, organizationId).ThenAsync(async id =>
        {
            var body = await JsonBody.ReadAsync(request, ApiJson.Wire.OrganizationChanges, cancellationToken);
            return await body.ThenAsync(changes => renameOrganization.HandleAsync(id, changes, cancellationToken));
        });
        return ApiResults.Of(result, renamed => ApiResults.Changed(OrganizationView.Of(renamed), ApiJson.Wire.OrganizationView));
    }

    private static Result<OrganizationId> Own(HttpRequest request, string text)
    {
        var result = PathIds.Organization(text);
        return result.TryGet(out var id, out _) && id != request.HttpContext.Caller().Organization ? Refusal.NotFound("The organization") : result;
    }

    private async Task<Result<Organization>> FindAsync(OrganizationId id, CancellationToken cancellationToken) =>
        await organizations.FindAsync(id, cancellationToken) is { } found ? found : Refusal.NotFound("The organization");
}
