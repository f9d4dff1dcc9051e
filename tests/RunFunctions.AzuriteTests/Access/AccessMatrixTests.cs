using System.Collections.Concurrent;
using System.Net;
using RunFunctions.Api.Access;
using RunFunctions.Core.Access.Domain;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>Every cell of the access matrix, over HTTP: each function, as nobody and in each role, on objects of each relation.</summary>
public sealed class AccessMatrixTests
{
    private const int AtOnce = 6;

    // The same for every request, so that answers can be compared byte by byte.
    private const string RequestId = "matrix";

    private static readonly Role?[] Callers = [null, .. Enum.GetValues<Role>()];

    [Fact]
    public async Task Every_cell_of_the_matrix_answers_with_its_status_and_hidden_objects_look_unknown()
    {
        await using var app = await UnlimitedApp.StartAsync();
        using var own = await TestOrganization.CreateAsync(app, "matrix-own");
        using var other = await TestOrganization.CreateAsync(app, "matrix-other");
        var clients = await ClientsAsync(app, own.Id);

        ConcurrentBag<string> wrong = [.. FunctionRoute.All.Where(route => !Probes.All.ContainsKey(route.Function)).Select(route => $"{route.Function} has no probe.")];
        ConcurrentBag<(Cell Cell, string Answer)> hidden = [];
        await Parallel.ForEachAsync(Cells(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (cell, cancellationToken) =>
        {
            using var request = await RequestAsync(cell, own, other);
            using var answer = await clients[Array.IndexOf(Callers, cell.Role)].SendAsync(request, cancellationToken);
            if ((int)answer.StatusCode != cell.Status)
            {
                wrong.Add($"{cell} on {cell.Relation}: {(int)answer.StatusCode} instead of {cell.Status}. {await answer.Content.ReadAsStringAsync(cancellationToken)}");
            }
            else if (answer.StatusCode == HttpStatusCode.NotFound)
            {
                hidden.Add((cell, await EverythingAsync(answer)));
            }
        });

        Assert.True(wrong.IsEmpty, string.Join(Environment.NewLine, wrong.Order(StringComparer.Ordinal)));
        Assert.NotEmpty(hidden);
        foreach (var answers in hidden.GroupBy(seen => seen.Cell.ToString(), seen => seen.Answer))
        {
            Assert.True(
                answers.Distinct(StringComparer.Ordinal).Count() == 1,
                $"{answers.Key} tells hidden objects from unknown ones:{Environment.NewLine}{string.Join(Environment.NewLine, answers)}");
        }
    }

    [Fact]
    public async Task A_function_without_a_row_answers_nobody()
    {
        await using var app = await UnlimitedApp.StartAsync(
            settings: ["--LocalRuntime:FunctionAssembly", $"{typeof(AccessMatrix).Assembly.GetName().Name},{typeof(UnlistedFunction).Assembly.GetName().Name}"]);
        using var nobody = app.NewClient();
        foreach (var client in (HttpClient[])[app.Client, nobody])
        {
            using var answer = await client.GetAsync(new Uri("/api/unlisted", UriKind.Relative));
            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
            Assert.DoesNotContain(UnlistedFunction.Content, await EverythingAsync(answer), StringComparison.Ordinal);
        }
    }

    private static IEnumerable<Cell> Cells() =>
        from row in AccessMatrix.Rows
        join route in FunctionRoute.All on row.Function equals route.Function
        where Probes.All.ContainsKey(row.Function)
        from method in route.Methods
        from role in Callers
        from relation in row.Relations
        select new Cell(row, route, method, role, relation);

    // One after another: tokens of one organization need one key.
    private static async Task<IReadOnlyList<HttpClient>> ClientsAsync(LocalApp app, OrganizationId organization)
    {
        List<HttpClient> clients = [];
        foreach (var role in Callers)
        {
            var client = role is { } known ? await app.NewClientAsync(organization, UserOf(known), known) : app.NewClient();
            client.DefaultRequestHeaders.Add("X-Request-ID", RequestId);
            clients.Add(client);
        }

        return clients;
    }

    private static UserId UserOf(Role? role) => UserId.Parse($"matrix-{role}");

    private static async Task<HttpRequestMessage> RequestAsync(Cell cell, TestOrganization own, TestOrganization other)
    {
        var probe = Probes.All[cell.Row.Function];
        var id = probe.Object is not { } kind ? null
            : cell.Relation switch
            {
                Relation.Unknown => kind.Unknown,
                Relation.OtherOrganization => await kind.OneAsync(other, Relation.OwnOrganization, UserOf(cell.Role)),
                _ => await kind.OneAsync(own, cell.Relation, UserOf(cell.Role)),
            };
        return new HttpRequestMessage(new HttpMethod(cell.Method), new Uri(cell.Route.AddressOf(id), UriKind.Relative))
        {
            Content = probe.BodyAsync is { } body ? await body(own) : null,
        };
    }

    // Status line, headers and body, the time aside.
    private static async Task<string> EverythingAsync(HttpResponseMessage answer)
    {
        answer.Headers.Date = null;
        return $"{answer}{Environment.NewLine}{await answer.Content.ReadAsStringAsync()}";
    }

    private sealed record Cell(AccessRow Row, FunctionRoute Route, string Method, Role? Role, Relation Relation)
    {
        public int Status => Row.StatusOf(Role, Relation);

        public override string ToString() => $"{Method} {Row.Function} as {(Role is { } role ? RoleNames.Of(role) : "nobody")}";
    }
}
