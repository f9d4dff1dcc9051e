using System.Net.Http.Json;
using System.Text.Json;

namespace RunFunctions.AzuriteTests.Platform;

/// <summary>One request to every function of room Access, in an order in which each can succeed.</summary>
internal static class AccessRequests
{
    /// <param name="client">An admin.</param>
    /// <param name="organization">The admin's organization; must exist.</param>
    /// <param name="sent">Called after each request with the function that it was for.</param>
    public static async Task SendAllAsync(HttpClient client, string organization, Func<string, Task> sent)
    {
        await SendAsync("GetMe", HttpMethod.Get, "me");
        await SendAsync("CreateOrganization", HttpMethod.Post, "organizations", new { name = "Next" });
        await SendAsync("ListOrganizations", HttpMethod.Get, "organizations");
        await SendAsync("GetOrganization", HttpMethod.Get, $"organizations/{organization}");
        await SendAsync("RenameOrganization", HttpMethod.Patch, $"organizations/{organization}", new { name = "Renamed" });

        await SendAsync("AddMember", HttpMethod.Post, "memberships", new { subject = "clinician-1", roles = new[] { "clinician" } });
        await SendAsync("ListMembers", HttpMethod.Get, "memberships");
        await SendAsync("GetMember", HttpMethod.Get, "memberships/clinician-1");
        await SendAsync("ChangeMember", HttpMethod.Patch, "memberships/clinician-1", new { roles = new[] { "clinician", "reviewer" } });

        var token = (await SendAsync("CreateToken", HttpMethod.Post, "tokens", new { name = "Next", subject = "service-1", roles = new[] { "service" } })).GetProperty("token_id");
        await SendAsync("ListTokens", HttpMethod.Get, "tokens?limit=1");
        await SendAsync("GetToken", HttpMethod.Get, $"tokens/{token}");
        await SendAsync("RevokeToken", HttpMethod.Delete, $"tokens/{token}");

        await SendAsync("RegisterPatient", HttpMethod.Post, "patients", new { full_name = "Sample Patient", subject = "patient-1" });
        var patient = (await SendAsync(null, HttpMethod.Post, "patients", new { full_name = "Sample Patient" })).GetProperty("patient_id");
        await SendAsync("ListPatients", HttpMethod.Get, "patients");
        await SendAsync("GetPatient", HttpMethod.Get, $"patients/{patient}");
        await SendAsync("ChangePatient", HttpMethod.Patch, $"patients/{patient}", new { birth_year = 1980 });

        await SendAsync("AssignPatient", HttpMethod.Post, "assignments", new { clinician_subject = "clinician-1", patient_id = patient });
        await SendAsync("ListAssignments", HttpMethod.Get, "assignments");
        await SendAsync("GetAssignment", HttpMethod.Get, $"assignments/{patient}.clinician-1");
        await SendAsync("RemoveAssignment", HttpMethod.Delete, $"assignments/{patient}.clinician-1");
        await SendAsync("RemovePatient", HttpMethod.Delete, $"patients/{patient}");
        await SendAsync("RemoveMember", HttpMethod.Delete, "memberships/clinician-1");

        await SendAsync("ListKeys", HttpMethod.Get, "keys");
        await SendAsync("RotateKey", HttpMethod.Post, "keys/link/rotate");

        async Task<JsonElement> SendAsync(string? function, HttpMethod method, string path, object? body = null)
        {
            using var request = new HttpRequestMessage(method, "/api/access/" + path) { Content = body is null ? null : JsonContent.Create(body) };
            using var answer = await client.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {text}");
            if (function is not null)
            {
                await sent(function);
            }

            return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
        }
    }
}
