using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using RunFunctions.Core.Access.Domain;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>Organizations with callers of every role, and everything that callers may have got hold of: ids, cursors and links of all of them.</summary>
internal sealed class IsolationWorld(LocalApp app) : IDisposable
{
    private const int Roles = 8;

    private readonly List<TestOrganization> _organizations = [];
    private readonly ConcurrentDictionary<(string Organization, int Role), HttpClient> _clients = new();
    private readonly ConcurrentDictionary<(string Parameter, string Organization), ConcurrentQueue<string>> _ids = new();
    private readonly ConcurrentQueue<(string Function, string Cursor)> _cursors = new();
    private readonly ConcurrentQueue<(string Organization, string Address)> _links = new();
    private readonly HttpClient _nobody = app.NewClient();

    public Belongings Belongings { get; } = new();

    public IReadOnlyList<TestOrganization> Organizations => _organizations;

    /// <summary>Makes an organization with a few objects of each kind.</summary>
    public async Task AddAsync(int number)
    {
        var organization = await TestOrganization.CreateAsync(app, Belongings.OrganizationId(number));
        foreach (var role in Enum.GetValues<Role>())
        {
            _clients[(organization.Id.Value, (int)role)] = await app.NewClientAsync(organization.Id, UserId.Parse($"{organization.Id}-{role}"), role);
        }

        _clients[(organization.Id.Value, Roles)] = organization.Client;
        foreach (var (parameter, probe) in FunctionRoute.All.Where(route => route.Parameter is not null && Probes.All.ContainsKey(route.Function))
            .Select(route => (route.Parameter!, Probes.All[route.Function])).DistinctBy(pair => (pair.Item1, pair.Item2.Object)))
        {
            for (var i = 0; i < (probe.Object!.HasRun ? 1 : 3); i++)
            {
                var id = await probe.Object.MakeAsync(organization, Relation.OwnOrganization, default);
                Remember(parameter, organization.Id.Value, id);
                Belongings.Learn(organization.Id.Value, id);
            }
        }

        lock (_organizations)
        {
            _organizations.Add(organization);
        }
    }

    /// <summary>Somebody of an organization, in one role or in all, or nobody.</summary>
    public HttpClient Caller(TestOrganization organization, Random random, out bool isNobody)
    {
        // Now and then without a token, often as somebody who may do most things.
        var role = random.Next(-1, Roles * 2);
        isNobody = role < 0;
        return isNobody ? _nobody : _clients[(organization.Id.Value, Math.Min(role, Roles))];
    }

    /// <summary>An id of this organization, or as often one of any.</summary>
    public string? AnyId(string parameter, TestOrganization organization, Random random)
    {
        var owner = random.Next(2) == 0 ? organization : _organizations[random.Next(_organizations.Count)];
        return Any(_ids.GetValueOrDefault((parameter, owner.Id.Value)), random, out var id) ? id : null;
    }

    /// <summary>A cursor of any caller and list.</summary>
    public string? AnyCursor(string function, Random random) =>
        Any(_cursors, random, out var drawn) && (drawn.Function == function || random.Next(4) == 0) ? drawn.Cursor : null;

    /// <summary>A download link of any organization.</summary>
    public (string Organization, string Address)? AnyLink(Random random) => Any(_links, random, out var link) ? link : null;

    /// <summary>Keeps what an answer gives away, for others to try.</summary>
    public void Learn(FunctionRoute route, string organization, HttpResponseMessage answer, byte[] body)
    {
        if ((int)answer.StatusCode == 201)
        {
            Belongings.Learn(organization, $"{answer.Headers} {Encoding.Latin1.GetString(body)}");
            LearnLocation(organization, answer.Headers.Location?.OriginalString);
        }

        if (body is [(byte)'{', ..] && answer.IsSuccessStatusCode)
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.TryGetProperty("next_cursor", out var cursor) && cursor.GetString() is { } next)
            {
                _cursors.Enqueue((route.Function, next));
            }

            if (route.Function == "CreateDownloadLink")
            {
                _links.Enqueue((organization, json.RootElement.GetProperty("url").GetString()!));
            }
        }
    }

    public void Dispose()
    {
        _nobody.Dispose();
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }

    private void LearnLocation(string organization, string? location)
    {
        var end = location?.LastIndexOf('/') ?? -1;
        if (end > 0 && FunctionRoute.All.FirstOrDefault(route => ("/" + route.Template).StartsWith(location![..end] + "/{", StringComparison.Ordinal) && !route.Parameter!.Contains(' ')) is { Parameter: { } parameter })
        {
            Remember(parameter, organization, location![(end + 1)..]);
        }
    }

    private void Remember(string parameter, string organization, string id) => _ids.GetOrAdd((parameter, organization), _ => new()).Enqueue(id);

    private static bool Any<T>(ConcurrentQueue<T>? from, Random random, [MaybeNullWhen(false)] out T drawn)
    {
        drawn = default;
        if (from is not { Count: > 0 and var count })
        {
            return false;
        }

        drawn = from.ElementAt(random.Next(count));
        return true;
    }
}
