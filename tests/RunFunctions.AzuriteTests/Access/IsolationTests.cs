using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;
using Xunit.Abstractions;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>
/// Whatever callers of many organizations ask for at random, with ids, cursors and links of each other, no byte of an answer
/// belongs to another organization. <c>ISOLATION_SEED</c> repeats a run, <c>ISOLATION_OPERATIONS</c> sets how long it is.
/// </summary>
public sealed class IsolationTests(ITestOutputHelper output)
{
    private const int OrganizationCount = 20;
    private const int AtOnce = 16;

    // Operations that make runs, organizations, keys, or objects of their own: seldom.
    private const int UsualWeight = 20;

    // Of /api/documents/{id}/download.
    private const int DocumentSegment = 3;

    // The audit keeps what callers asked for, also when it is somebody else's.
    private const string AskedColumn = nameof(AuditEntry.ObjectId);

    private static readonly string[] Seldom = ["UploadDocument", "ReprocessDocument", "CreateOrganization", "RotateKey", "CreateWebhook", "TestWebhook", "ReplayDelivery", "AssignPatient", "HealthReady", "StoreExtractionSnapshot"];

    private static readonly FunctionRoute[] Draws =
        [.. FunctionRoute.All.Where(route => Probes.All.ContainsKey(route.Function)).SelectMany(route => Enumerable.Repeat(route, Weight(route)))];

    [Fact]
    public async Task No_answer_has_a_byte_of_another_organization()
    {
        var seed = Setting("ISOLATION_SEED") ?? Environment.ProcessId;
        var operations = Setting("ISOLATION_OPERATIONS") ?? 20_000;
        output.WriteLine($"ISOLATION_SEED={seed}");
        var prefix = TestAzurite.NewPrefix();

        // Runs that wait without an orchestration are there to be cancelled: recovery leaves them alone.
        await using var app = await UnlimitedApp.StartAsync(surround: null, configure: null, prefix, "--Engine:ScheduleGrace", "01:00:00");
        using var world = new IsolationWorld(app);
        await Parallel.ForAsync(0, OrganizationCount, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) => await world.AddAsync(number));

        ConcurrentBag<string> foreign = [];
        ConcurrentDictionary<(string Function, int Status), int> seen = new();
        await Parallel.ForAsync(0, operations, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, cancellationToken) =>
        {
            var random = new Random(unchecked((seed * 397) ^ number));
            var (function, status, found) = await OperateAsync(world, random, cancellationToken);
            seen.AddOrUpdate((function, status), 1, (_, count) => count + 1);
            foreach (var text in found)
            {
                foreign.Add($"{function} {status}: {text}");
            }
        });

        output.WriteLine(string.Join(
            ' ', seen.GroupBy(entry => entry.Key.Status, entry => entry.Value).OrderBy(group => group.Key).Select(group => $"{group.Key}:{group.Sum()}")));
        Assert.True(foreign.IsEmpty, $"Seed {seed}: {foreign.Count} times, for example{Environment.NewLine}{string.Join(Environment.NewLine, foreign.Take(20))}");

        // Readiness may say of an emulator that all of this keeps busy that it does not answer in time.
        Assert.DoesNotContain(seen.Keys, entry => entry.Status >= 500 && entry != ("HealthReady", 503));

        // It was a test: everything was done and refused in every way.
        Assert.Equal(
            Draws.Select(route => route.Function).Where(function => function != "Fallback").Distinct().Order(),
            seen.Keys.Where(entry => entry.Status < 300).Select(entry => entry.Function).Distinct().Order());
        Assert.Subset(seen.Keys.Select(entry => entry.Status).ToHashSet(), (HashSet<int>)[200, 201, 204, 400, 401, 403, 404]);
        await EverythingStoredBelongsToOneAsync(new StoredState(
            new TableServiceClient(TestAzurite.ConnectionString), new BlobServiceClient(TestAzurite.ConnectionString), new StorageNames(prefix), app.Hub));
    }

    [Theory]
    [InlineData("zqiso01-name7", 0)]
    [InlineData("{\"name\":\"zqiso02-name7\"}", 1)]
    [InlineData("zqiso01 zqiso03 zqiso01 zqiso04", 2)]
    [InlineData("zqiso0", 1)]
    [InlineData("/api/runs/5c1e7a52-7d0c-4d0e-9a57-3f1f7f5f0c11", 1)]
    [InlineData("/api/runs/6c1e7a52-7d0c-4d0e-9a57-3f1f7f5f0c11", 0)]
    [InlineData("token 00112233445566778899.", 1)]
    public void What_belongs_to_another_organization_is_found(string text, int times)
    {
        var belongings = new Belongings();
        belongings.Learn("zqiso02", "5c1e7a52-7d0c-4d0e-9a57-3f1f7f5f0c11 and 00112233445566778899");
        Assert.Equal(times, belongings.Foreign("zqiso01", text).Count());
        Assert.NotEmpty(belongings.Foreign(organization: null, "zqiso01"));
    }

    private static async Task<(string Function, int Status, IReadOnlyList<string> Foreign)> OperateAsync(
        IsolationWorld world, Random random, CancellationToken cancellationToken)
    {
        var organization = world.Organizations[random.Next(OrganizationCount)];
        var client = world.Caller(organization, random, out var isNobody);
        var owner = isNobody ? null : organization.Id.Value;
        var route = Draws[random.Next(Draws.Length)];
        var id = route.Parameter is { } parameter ? world.AnyId(parameter, organization, random) : null;
        var address = AddressOf(world, route, id, organization, random);
        if (route.Function == "DownloadDocument" && random.Next(2) == 0 && world.AnyLink(random) is { } link)
        {
            // Whoever has a link is let in as the one who asked for it, unless they are somebody else.
            (address, owner, id) = (link.Address, owner ?? link.Organization, link.Address.Split('/')[DocumentSegment]);
        }

        if (id is not null && owner is not null)
        {
            foreach (var one in id.Split(' '))
            {
                world.Belongings.Asked(owner, one);
            }
        }

        using var request = new HttpRequestMessage(new HttpMethod(route.Methods[random.Next(route.Methods.Count)]), new Uri(address, UriKind.Relative))
        {
            Content = await BodyAsync(world, route, organization, random),
        };
        using var answer = await client.SendAsync(request, cancellationToken);
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        if (owner is not null)
        {
            world.Learn(route, owner, answer, body);
        }

        var text = $"{answer.Headers} {answer.Content.Headers} {Encoding.Latin1.GetString(body)}";
        if (route.Function == "ListAudit" && owner is not null)
        {
            text = world.Belongings.WithoutAsked(owner, text);
        }

        return (route.Function, (int)answer.StatusCode, [.. world.Belongings.Foreign(owner, text)]);
    }

    private static string AddressOf(IsolationWorld world, FunctionRoute route, string? id, TestOrganization organization, Random random)
    {
        var address = route.AddressOf(id);
        List<string> query = [];
        if (route.Function.StartsWith("List", StringComparison.Ordinal) && route.Function != "ListKeys")
        {
            query.Add($"limit={random.Next(1, 4)}");
            if (random.Next(2) == 0 && world.AnyCursor(route.Function, random) is { } cursor)
            {
                query.Add("cursor=" + cursor);
            }
        }

        if (route.Function == "ListTokens" && random.Next(4) == 0)
        {
            query.Add("subject=" + world.AnyId("subject", organization, random));
        }

        if (route.Function == "ListAssignments" && random.Next(4) == 0)
        {
            query.Add("patient=" + world.AnyId("patientId", organization, random));
        }

        return query.Count == 0 ? address : $"{address}?{string.Join('&', query)}";
    }

    private static async Task<HttpContent?> BodyAsync(IsolationWorld world, FunctionRoute route, TestOrganization organization, Random random) =>
        route.Function == "AssignPatient" && random.Next(2) == 0
            ? JsonContent.Create(new
            {
                clinician_subject = random.Next(2) == 0 ? await organization.ClinicianAsync() : world.AnyId("subject", organization, random),
                patient_id = world.AnyId("patientId", organization, random),
            })
            : Probes.All[route.Function].BodyAsync is { } body ? await body(organization) : null;

    // Keys and names begin with the organization, and what stands there names no other.
    private static async Task EverythingStoredBelongsToOneAsync(StoredState stored)
    {
        var belongings = new Belongings();
        List<string> wrong = [];
        var rows = await stored.AppRowsAsync();
        foreach (var row in rows.Where(row => row.PartitionKey.StartsWith(Belongings.Mark, StringComparison.Ordinal)))
        {
            var owner = OwnerOf(row.PartitionKey);
            var text = string.Join(' ', row.Where(column => column.Key != AskedColumn).Select(column => column.Value));
            wrong.AddRange(belongings.Foreign(owner, text).Select(found => $"row {row.PartitionKey} {row.RowKey}: {found}"));
        }

        var blobs = await stored.BlobNamesAsync();
        wrong.AddRange(blobs.Where(name => !name.StartsWith(Belongings.Mark, StringComparison.Ordinal)).Select(name => $"blob {name}"));
        foreach (var name in blobs)
        {
            var content = Encoding.Latin1.GetString((await stored.Artifacts.GetBlobClient(name).DownloadContentAsync()).Value.Content);
            wrong.AddRange(belongings.Foreign(name.Split('/')[0], $"{name} {content}").Select(text => $"blob {name}: {text}"));
        }

        // Rows of organizations that were made on the way, and of the one that made all of them, name their makers. That recovery ran
        // is nobody's.
        wrong.AddRange(rows.Select(row => OwnerOf(row.PartitionKey))
            .Where(owner => !owner.StartsWith(Belongings.Mark, StringComparison.Ordinal) && !owner.StartsWith("org-", StringComparison.Ordinal) && owner != TestCallers.Organization.Value && owner != "recovery")
            .Select(owner => $"rows of {owner}"));
        Assert.NotEmpty(blobs);
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong.Take(20)));
    }

    // A key begins with the organization; what comes next cannot stand in an organization's id.
    private static string OwnerOf(string key) => string.Concat(key.TakeWhile(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'));

    private static int Weight(FunctionRoute route) =>
        Seldom.Contains(route.Function) ? 1
        : route.Methods.Any(method => method is "GET") ? UsualWeight
        : UsualWeight / 4;

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
}
