using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Access;

/// <summary>The members of the caller's organization.</summary>
public sealed class MembershipFunctions(
    AddMember addMember, ChangeMember changeMember, RemoveMember removeMember, IMembershipStore memberships, ListQuery lists)
{
    private const string Route = "api/access/memberships";
    private const string OneRoute = Route + "/{subject}";

    [Function("AddMember")]
    public async Task<IResult> Add([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, ApiJson.Wire.NewMember, cancellationToken);
        var result = await body.ThenAsync(wanted => addMember.HandleAsync(request.HttpContext.Origin(), wanted, cancellationToken));
        return ApiResults.Of(result, member => ApiResults.Created(
            request.HttpContext, Route, member.User.Value, MembershipView.Of(member), ApiJson.Wire.MembershipView));
    }

    [Function("ListMembers")]
    [QueryParameters(ListQuery.Limit, ListQuery.Cursor)]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, CancellationToken cancellationToken) =>
        lists.AnswerAsync(
            request,
            "memberships",
            page => memberships.ListAsync(request.HttpContext.Caller().Organization, page.Limit, page.After, cancellationToken),
            MembershipView.Of,
            ApiJson.Wire.MembershipListView,
            cancellationToken);

    [Function("GetMember")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OneRoute)] HttpRequest request, string subject, CancellationToken cancellationToken)
    {
        var result = await PathIds.User(subject).ThenAsync(user => FindAsync(request.HttpContext.Caller().Organization, user, cancellationToken));
        return ApiResults.Of(result, member => ApiResults.Read(MembershipView.Of(member), ApiJson.Wire.MembershipView));
    }

    [Function("ChangeMember")]
    public async Task<IResult> Change(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = OneRoute)] HttpRequest request, string subject, CancellationToken cancellationToken)
    {
        var result = await PathIds.User(subject).ThenAsync(async user =>
        {
            var body = await JsonBody.ReadAsync(request, ApiJson.Wire.MemberChanges, cancellationToken);
            return await body.ThenAsync(changes => changeMember.HandleAsync(request.HttpContext.Caller().Organization, user, changes, cancellationToken));
        });
        return ApiResults.Of(result, member => ApiResults.Changed(MembershipView.Of(member), ApiJson.Wire.MembershipView));
    }

    [Function("RemoveMember")]
    public async Task<IResult> Remove(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = OneRoute)] HttpRequest request, string subject, CancellationToken cancellationToken)
    {
        var result = await PathIds.User(subject).ThenAsync(user => removeMember.HandleAsync(request.HttpContext.Caller().Organization, user, cancellationToken));
        return ApiResults.Of(result, _ => ApiResults.Done());
    }

    private async Task<Result<Membership>> FindAsync(OrganizationId organization, UserId user, CancellationToken cancellationToken) =>
        await memberships.FindAsync(organization, user, cancellationToken) is { } member ? member : Refusal.NotFound("The membership");
}
