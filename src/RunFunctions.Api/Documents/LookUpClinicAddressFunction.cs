using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Http;
using RunFunctions.Core.Documents.Application;

namespace RunFunctions.Api.Documents;

/// <summary>The address of a clinic, from the catalogue that setting <c>Documents:ClinicFile</c> names.</summary>
public sealed class LookUpClinicAddressFunction(LookUpClinicAddress lookUpClinicAddress)
{
    [Function("LookUpClinicAddress")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/clinics/lookup-address")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, ApiJson.Wire.ClinicLookup, cancellationToken);
        var result = body.TryGet(out var lookup, out var refusal) ? lookUpClinicAddress.Handle(lookup) : refusal;
        return ApiResults.Of(result, answer => ApiResults.Json(ClinicAddressView.Of(answer), ApiJson.Wire.ClinicAddressView));
    }
}

/// <param name="Found">Whether the catalogue has exactly one clinic of the name.</param>
/// <param name="Address">Its address.</param>
/// <param name="Source"><c>clinic_catalog</c>, or <c>none</c> when it was not found.</param>
public sealed record ClinicAddressView(bool Found, string? Address, string Source)
{
    public static ClinicAddressView Of(ClinicLookupAnswer answer) =>
        answer.Clinic is { } clinic ? new ClinicAddressView(true, clinic.Address, "clinic_catalog") : new ClinicAddressView(false, null, "none");
}
