using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace RunFunctions.AzuriteTests.Support;

/// <summary>What reviewers do with an interpretation, in their words, over HTTP.</summary>
internal sealed class ReviewDriver(HttpClient reviewer)
{
    private readonly DocumentsDriver _documents = new(reviewer);

    /// <summary>The reviews of an app's own caller.</summary>
    public ReviewDriver(AppHost app)
        : this(app.Client)
    {
    }

    public Task<JsonElement> ReviewAsync(Uploaded uploaded) => _documents.ReadAsync($"/api/documents/{uploaded.DocumentId}/review");

    /// <summary>Posts changes, whatever the answer.</summary>
    public async Task<HttpResponseMessage> EditAsync(Uploaded uploaded, int baseVersion, object[] changes, string query = "", string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/runs/{uploaded.RunId}/interpretations{query}", UriKind.Relative))
        {
            Content = JsonContent.Create(new { base_version_number = baseVersion, changes }),
        };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return await reviewer.SendAsync(request);
    }

    /// <summary>Makes a version that says something new.</summary>
    public async Task<JsonElement> NoteAsync(Uploaded uploaded, int baseVersion, string note = "seen")
    {
        using var answer = await EditAsync(uploaded, baseVersion, [Note(note)]);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.ReadJsonAsync();
    }

    public Task<HttpResponseMessage> RestoreAsync(Uploaded uploaded, int number, int baseVersion) =>
        reviewer.PostAsJsonAsync($"/api/runs/{uploaded.RunId}/interpretations/{number}/restore", new { base_version_number = baseVersion });

    public Task<JsonElement> VersionsAsync(Uploaded uploaded, string rest = "") => _documents.ReadAsync($"/api/runs/{uploaded.RunId}/interpretations{rest}");

    public async Task<JsonElement> MarkAsync(Uploaded uploaded)
    {
        using var answer = await reviewer.PostAsync($"/api/documents/{uploaded.DocumentId}/reviewed", content: null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.ReadJsonAsync();
    }

    public async Task<JsonElement> ReopenAsync(Uploaded uploaded)
    {
        using var answer = await reviewer.DeleteAsync($"/api/documents/{uploaded.DocumentId}/reviewed");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.ReadJsonAsync();
    }

    public static object Note(string note) => new { op = "ADD", key = "notes", value = note };

    public static JsonElement Field(JsonElement review, string key) => review.GetProperty("active_interpretation").GetProperty("data").GetProperty("fields")
        .EnumerateArray().Single(field => field.Text("key") == key);
}
