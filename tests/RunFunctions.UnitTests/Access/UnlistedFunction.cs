using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace RunFunctions.UnitTests.Access;

/// <summary>A function that the access matrix does not know, on which the rule about rows must be seen to fail.</summary>
public sealed class UnlistedFunction
{
    [Function("Unlisted")]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/unlisted")] HttpRequest request) =>
        Results.Text(request.Path);
}
