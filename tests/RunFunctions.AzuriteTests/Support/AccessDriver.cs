using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.AzuriteTests.Support;

/// <summary>What callers do with organizations, members, patients, assignments and keys.</summary>
internal sealed class AccessDriver(HttpClient client, OrganizationId organization)
{
    public const string Tokens = "/api/access/tokens";
    public const string Organizations = "/api/access/organizations";
    public const string Memberships = "/api/access/memberships";
    public const string Patients = "/api/access/patients";
    public const string Assignments = "/api/access/assignments";
    public const string Keys = "/api/access/keys";

    public HttpClient Client => client;

    public OrganizationId Organization => organization;

    public Task<HttpResponseMessage> PostAsync(string path, object body) => client.PostAsync(path, JsonContent.Create(body));

    public async Task<HttpResponseMessage> PatchAsync(string path, object body, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, path) { Content = JsonContent.Create(body) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return await client.SendAsync(request);
    }

    /// <summary>Reads something that must be there.</summary>
    public async Task<JsonElement> ReadAsync(string path)
    {
        using var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.ReadJsonAsync();
    }

    /// <summary>Makes something that can be made; its <c>Location</c> must lead to it.</summary>
    public async Task<JsonElement> CreateAsync(string path, object body)
    {
        using var answer = await PostAsync(path, body);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        Assert.StartsWith(path + "/", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        return await answer.ReadJsonAsync();
    }

    /// <summary>Changes something that can be changed so.</summary>
    public async Task<JsonElement> ChangeAsync(string path, object body)
    {
        using var answer = await PatchAsync(path, body);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.ReadJsonAsync();
    }

    /// <summary>Removes something that is there.</summary>
    public async Task DeleteAsync(string path)
    {
        using var answer = await client.DeleteAsync(path);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    public Task<JsonElement> AddMemberAsync(string subject, params string[] roles) => CreateAsync(Memberships, new { subject, roles });

    public async Task<string> RegisterPatientAsync(string fullName = "Sample Patient", string? login = null)
    {
        var body = new JsonObject { ["full_name"] = fullName };
        if (login is not null)
        {
            body["subject"] = login;
        }

        return (await CreateAsync(Patients, body)).Text("patient_id")!;
    }

    public async Task<JsonElement> RotateKeyAsync(string purpose)
    {
        using var answer = await PostAsync($"{Keys}/{purpose}/rotate", new { });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.ReadJsonAsync();
    }

    public async Task<string> AssignAsync(string clinician, string patient) =>
        (await CreateAsync(Assignments, new { clinician_subject = clinician, patient_id = patient })).Text("assignment_id")!;

    /// <summary>Every item of a list, page by page.</summary>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string path, int limit)
    {
        List<JsonElement> items = [];
        string? cursor = null;
        do
        {
            var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var page = await ReadAsync($"{path}{separator}limit={limit}{(cursor is null ? "" : "&cursor=" + cursor)}");
            Assert.Equal(["items", "limit", "next_cursor"], page.Members());
            Assert.Equal(limit, page.GetProperty("limit").GetInt32());
            var more = page.GetProperty("items").EnumerateArray().ToList();
            cursor = page.Text("next_cursor");
            Assert.True(more.Count == limit || cursor is null);
            items.AddRange(more);
        }
        while (cursor is not null);
        return items;
    }
}
