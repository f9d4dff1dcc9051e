using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LocalRuntime.Tests.Durable;

internal static class ManagementCalls
{
    /// <summary>Follows a status URL until the instance has ended, as a client of the API does.</summary>
    public static async Task<JsonElement> EndOfAsync(HttpClient client, string statusUri)
    {
        while (true)
        {
            using var response = await client.GetAsync(new Uri(statusUri), TestHub.Patience);
            if (response.StatusCode != HttpStatusCode.Accepted)
            {
                return await response.Content.ReadFromJsonAsync<JsonElement>();
            }
        }
    }
}
