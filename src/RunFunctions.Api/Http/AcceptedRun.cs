using Microsoft.AspNetCore.Http;
using RunFunctions.Api.Engine;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Api.Http;

/// <summary>Headers of an answer that began long work.</summary>
public static class AcceptedRun
{
    private const string OperationLocation = "Operation-Location";

    /// <summary>Sets <c>Location</c>, <c>Operation-Location</c> (the run) and <c>Retry-After</c>.</summary>
    public static void Announce(HttpResponse response, string location, RunId run)
    {
        response.Headers.Location = location;
        response.Headers[OperationLocation] = RunLinks.Run(run);
        response.Headers.RetryAfter = "1";
    }

    /// <summary>Takes these headers back, from an answer that became another one.</summary>
    public static void Withdraw(HttpResponse response)
    {
        response.Headers.Location = default;
        response.Headers.Remove(OperationLocation);
        response.Headers.RetryAfter = default;
    }
}
