using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>A function that the access matrix does not know; apps run it only when a test names this assembly.</summary>
public sealed class UnlistedFunction
{
    /// <summary>What nobody may ever read.</summary>
    public const string Content = "unlisted content";

    [Function("Unlisted")]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/unlisted")] HttpRequest request) =>
        Results.Text($"{Content} at {request.Path}");
}
