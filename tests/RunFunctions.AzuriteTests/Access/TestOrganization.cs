using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>An organization of a test: somebody there who may do everything, and the objects that its requests share.</summary>
internal sealed class TestOrganization : IDisposable
{
    private readonly ConcurrentDictionary<(ObjectKind Kind, Relation Relation, UserId? Caller), Lazy<Task<string>>> _shared = new();
    private int _names;

    private TestOrganization(OrganizationId id, HttpClient client) =>
        (Id, Client, Documents) = (id, client, new DocumentsDriver(client));

    public OrganizationId Id { get; }

    /// <summary>Somebody with every role.</summary>
    public HttpClient Client { get; }

    public DocumentsDriver Documents { get; }

    public static async Task<TestOrganization> CreateAsync(LocalApp app, OrganizationId id) =>
        new(id, await app.NewClientAsync(id, UserId.Parse("founder"), TestCallers.AllRoles));

    /// <summary>A name that nothing else in the organization has.</summary>
    public string NewName() => $"{Id}-name{Interlocked.Increment(ref _names)}";

    /// <summary>Sends JSON; it must succeed.</summary>
    public async Task<JsonElement> PostAsync(string address, object body)
    {
        using var content = Json(body);
        using var answer = await Client.PostAsync(new Uri(address, UriKind.Relative), content);
        Assert.True(answer.IsSuccessStatusCode, $"POST {address}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.ReadJsonAsync();
    }

    /// <summary>The object of a kind that every request may use which stands so to it.</summary>
    public Task<string> SharedAsync(ObjectKind kind, Relation relation, UserId caller) =>
        _shared.GetOrAdd(
            (kind, relation, relation is Relation.OwnOrganization ? null : caller),
            _ => new Lazy<Task<string>>(() => kind.MakeAsync(this, relation, caller))).Value;

    public void Dispose() => Client.Dispose();

    public static HttpContent Json(object body) => JsonContent.Create(body);
}
