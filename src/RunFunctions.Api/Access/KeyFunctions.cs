using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Domain.Signatures;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Access;

/// <summary>What there is to know about the keys of the caller's organization, and their rotation; never a secret.</summary>
public sealed class KeyFunctions(IKeyRing keys, RotateKey rotateKey)
{
    [Function("ListKeys")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/access/keys")] HttpRequest request, CancellationToken cancellationToken)
    {
        var all = await keys.ListAsync(request.HttpContext.Caller().Organization, cancellationToken);
        return ApiResults.Read(new KeyListView([.. all.Select(KeyView.Of)]), ApiJson.Wire.KeyListView);
    }

    [Function("GetReceiptKey")]
    public async Task<IResult> GetReceiptKey(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/access/keys/receipt/{keyId}")] HttpRequest request,
        string keyId,
        CancellationToken cancellationToken)
    {
        var result = await PathIds.Key(keyId).ThenAsync(id => FindAsync(request.HttpContext.Caller().Organization, id, cancellationToken));
        return ApiResults.Of(result, key => ApiResults.Read(key, ApiJson.Wire.ReceiptKeyView));
    }

    [Function("RotateKey")]
    public async Task<IResult> Rotate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/access/keys/{purpose}/rotate")] HttpRequest request,
        string purpose,
        CancellationToken cancellationToken)
    {
        var result = await PathIds.Purpose(purpose).ThenAsync(known => rotateKey.HandleAsync(request.HttpContext.Caller().Organization, known, cancellationToken));
        return ApiResults.Of(result, key => ApiResults.Json(KeyView.Of(key), ApiJson.Wire.KeyView, StatusCodes.Status201Created));
    }

    private async Task<Result<ReceiptKeyView>> FindAsync(OrganizationId organization, string id, CancellationToken cancellationToken)
    {
        if (await keys.FindAsync(organization, KeyPurpose.Receipt, id, cancellationToken) is not { } secret)
        {
            return Refusal.NotFound("The key");
        }

        using var key = SignatureKey.From(secret);
        return new ReceiptKeyView(key.Id, SignatureKey.Algorithm, key.PublicKeyPem);
    }
}
