using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Access;

/// <summary>Bearer tokens of the caller's organization.</summary>
public sealed class TokenFunctions(CreateToken createToken, RevokeToken revokeToken, ITokenStore tokens, ListQuery lists, TimeProvider clock)
{
    private const string Route = "api/access/tokens";
    private const string OneRoute = Route + "/{tokenId}";
    private const string Subject = "subject";

    [Function("CreateToken")]
    public async Task<IResult> Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, ApiJson.Wire.NewToken, cancellationToken);
        var result = await body.ThenAsync(wanted => createToken.HandleAsync(request.HttpContext.Origin(), wanted, cancellationToken));
        return ApiResults.Of(result, issued => ApiResults.CreatedSecret(
            request.HttpContext, Route, issued.Token.Id, IssuedTokenView.Of(issued), ApiJson.Wire.IssuedTokenView));
    }

    [Function("ListTokens")]
    [QueryParameters(ListQuery.Limit, ListQuery.Cursor, Subject)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!QueryValues.Optional(request, Subject, PathIds.User).TryGet(out var user, out var refusal))
        {
            return new ProblemResult(refusal);
        }

        var organization = request.HttpContext.Caller().Organization;
        return await lists.AnswerAsync(
            request,
            $"tokens|subject={user?.Value}",
            page => tokens.ListAsync(organization, user, page.Limit, page.After, cancellationToken),
            token => TokenView.Of(token, clock.GetUtcNow()),
            ApiJson.Wire.TokenListView,
            cancellationToken);
    }

    [Function("GetToken")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OneRoute)] HttpRequest request, string tokenId, CancellationToken cancellationToken)
    {
        var result = await PathIds.Token(tokenId).ThenAsync(id => FindAsync(request.HttpContext.Caller().Organization, id, cancellationToken));
        return ApiResults.Of(result, token => ApiResults.Read(TokenView.Of(token, clock.GetUtcNow()), ApiJson.Wire.TokenView));
    }

    [Function("RevokeToken")]
    public async Task<IResult> Revoke(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = OneRoute)] HttpRequest request, string tokenId, CancellationToken cancellationToken)
    {
        var result = await PathIds.Token(tokenId).ThenAsync(id => revokeToken.HandleAsync(request.HttpContext.Caller().Organization, id, cancellationToken));
        return ApiResults.Of(result, _ => ApiResults.Done());
    }

    private async Task<Result<AccessToken>> FindAsync(OrganizationId organization, string id, CancellationToken cancellationToken) =>
        await tokens.FindAsync(organization, id, cancellationToken) is { } token ? token : Refusal.NotFound("The token");
}
