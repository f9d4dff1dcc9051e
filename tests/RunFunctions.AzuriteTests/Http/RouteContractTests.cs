using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using RunFunctions.Api.Http;
using RunFunctions.AzuriteTests.Support;

namespace RunFunctions.AzuriteTests.Http;

/// <summary>What every route has in common, asserted for each route that the app declares.</summary>
public sealed partial class RouteContractTests(DebugAppFixture fixture) : IClassFixture<DebugAppFixture>
{
    private const string UnknownId = "0b7f5a52-7d0c-4d0e-9a57-3f1f7f5f0c11";

    private static readonly RouteTable Table = new(AppFunctions.All);
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"];

    public static TheoryData<string> Paths => [.. Routes.Select(route => route.Template).Distinct()];

    public static TheoryData<string, string> PathsWithMethods => Pairs(Routes);

    // What has the form of each parameter's id, and what has not.
    private static readonly Dictionary<string, (string Unknown, string Path, string Rule, string[] Malformed)> Ids = new()
    {
        ["documentId"] = (UnknownId, "document_id", "uuid", MalformedUuids),
        ["deletionId"] = (UnknownId, "deletion_id", "uuid", MalformedUuids),
        ["versionNumber"] = ("7", "version_number", "range", ["0", "01", "-1", "1.0", "x", "1000000", "%201"]),
        ["runId"] = (UnknownId, "run_id", "uuid", MalformedUuids),
        ["webhookId"] = (UnknownId, "webhook_id", "uuid", MalformedUuids),
        ["deliveryId"] = ($"24e4cf95cbb9ffff-{UnknownId}-000000", "delivery_id", "delivery_id", [UnknownId]),
        ["candidateId"] = (UnknownId, "candidate_id", "uuid", MalformedUuids),
        ["jobId"] = ("0123456789abcdef-" + UnknownId, "job_id", "job_id", ["1", UnknownId, "0123456789ABCDEF-" + UnknownId, "0123456789abcdef_" + UnknownId, new string('a', 3000)]),
        ["patientId"] = (UnknownId, "patient_id", "uuid", MalformedUuids),
        ["tokenId"] = ("00112233445566778899", "token_id", "token_id", ["1", UnknownId, "0011223344556677889A", "%20011223344556677889", new string('a', 3000)]),
        ["organizationId"] = ("no-such-organization", "organization_id", "organization_id", ["1", "-ab", "UPPER", "a_b", "%C3%B1%C3%B1", new string('a', 41)]),
        ["subject"] = ("no.such@user", "subject", "user_id", ["-a", "a%20b", "a%7Cb", "..%2fa", "%C3%B1", new string('a', 65)]),
        ["assignmentId"] = (UnknownId + ".no.such@user", "assignment_id", "assignment_id", ["1", UnknownId, UnknownId + ".", UnknownId + "-user", UnknownId + ".a%7Cb", "user." + UnknownId]),
        ["keyId"] = ("9999", "key_id", "key_id", ["A", "%20a", "a-b", "%C3%B1", new string('a', 17)]),
        ["purpose"] = ("cursor", "purpose", "enum", ["Cursor", "keys", "0", "%20cursor", new string('a', 3000)]),
    };

    public static TheoryData<string, string> PathsWithIds => Pairs(Routes.Where(route => route.Template.Contains('{', StringComparison.Ordinal)));

    // A purpose is one of a closed list: there are no unknown ones.
    public static TheoryData<string, string> PathsWithObjects =>
        Pairs(Routes.Where(route => route.Template.Contains('{', StringComparison.Ordinal) && !route.Template.Contains("{purpose}", StringComparison.Ordinal)));

    private static string[] MalformedUuids =>
    [
        "1", "not-a-uuid", UnknownId.ToUpperInvariant(), UnknownId.Replace("-", "", StringComparison.Ordinal), $"%7B{UnknownId}%7D",
        UnknownId + "0", UnknownId[..^1], UnknownId[..^1] + "g", "%20" + UnknownId, "..%2f" + UnknownId, "%C3%B1", new string('a', 3000),
    ];

    private static IEnumerable<(string Method, string Template)> Routes => Table.Lines
        .Select(line => line.Split(' '))
        .SelectMany(parts => parts[0].Split('|').Select(method => (method, parts[1])));

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_method_that_a_route_does_not_have_is_answered_405_with_those_it_has(string template)
    {
        var path = WithIds(template);
        var allowed = Table.MethodsAt(path);
        foreach (var method in Methods.Except(allowed))
        {
            using var answer = await SendAsync(method, path);
            Assert.Equal(allowed, answer.Content.Headers.Allow);
            await AssertRefusedAsync(answer, method, HttpStatusCode.MethodNotAllowed, "METHOD_NOT_ALLOWED");
        }
    }

    [Theory]
    [MemberData(nameof(PathsWithMethods))]
    public async Task An_unknown_query_parameter_is_refused_by_its_name(string method, string template)
    {
        using var answer = await SendAsync(method, WithIds(template) + "?surprise=1");
        await AssertInvalidAsync(answer, method, "surprise", "unknown");
    }

    [Theory]
    [MemberData(nameof(PathsWithIds))]
    public async Task A_malformed_id_is_refused_with_the_name_of_the_parameter(string method, string template)
    {
        var (_, path, rule, malformed) = Ids[RouteParameter().Match(template).Value.Trim('{', '}')];
        foreach (var id in malformed)
        {
            using var answer = await SendAsync(method, RouteParameter().Replace(template, id.Replace("$", "$$", StringComparison.Ordinal)));
            await AssertInvalidAsync(answer, method, path, rule);
        }
    }

    [Theory]
    [MemberData(nameof(PathsWithObjects))]
    public async Task An_unknown_id_is_not_found_and_leaves_nothing_behind(string method, string template)
    {
        var before = await fixture.App.Stored.EverythingAsync();
        using var answer = await SendAsync(method, WithIds(template));
        await AssertRefusedAsync(answer, method, HttpStatusCode.NotFound, "NOT_FOUND");
        Assert.Equal(before, await fixture.App.Stored.EverythingAsync());
    }

    [Theory]
    [InlineData("/api")]
    [InlineData("/api/nothing")]
    [InlineData("/api/documents/a/b/c/d")]
    [InlineData("/favicon.ico")]
    [InlineData("/api/run")]
    public async Task An_unknown_address_is_not_found_with_every_method(string path)
    {
        foreach (var method in Methods)
        {
            using var answer = await SendAsync(method, path);
            await AssertRefusedAsync(answer, method, HttpStatusCode.NotFound, "NOT_FOUND");
        }
    }

    [Fact]
    public async Task The_address_of_the_app_answers_an_index_of_its_routes_and_refuses_other_methods()
    {
        var index = await fixture.App.Documents.ReadAsync("/");
        Assert.Equal(["name", "routes"], index.Members());
        Assert.Equal(Table.Lines, index.GetProperty("routes").EnumerateArray().Select(line => line.GetString()!));

        using var deleted = await SendAsync("DELETE", "/");
        Assert.Equal(["GET"], deleted.Content.Headers.Allow);
        await deleted.RefusedAsync(HttpStatusCode.MethodNotAllowed, "METHOD_NOT_ALLOWED");

        using var asked = await SendAsync("GET", "/?surprise=1");
        await asked.InvalidAsync("surprise", "unknown");
    }

    [Theory]
    [InlineData("/api/documents?limit=1&limit=2", "limit single")]
    [InlineData("/api/documents?Limit=1", "Limit unknown")]
    [InlineData("/api/documents?limit=1&a=1&b=2", "a unknown,b unknown")]
    public async Task Repeated_and_misspelt_query_parameters_are_all_named(string path, string errors)
    {
        using var answer = await fixture.App.Client.GetAsync(path);
        Assert.Equal(errors.Split(','), (await answer.ProblemAsync(HttpStatusCode.BadRequest)).Errors);
    }

    private Task<HttpResponseMessage> SendAsync(string method, string path) => fixture.App.Client.SendAsync(
        new HttpRequestMessage(new HttpMethod(method), path) { Content = method is "POST" or "PATCH" ? new StringContent("{}", Encoding.UTF8, "application/json") : null });

    private static string WithIds(string template) => RouteParameter().Replace(template, parameter => Ids[parameter.Value.Trim('{', '}')].Unknown);

    // An answer to HEAD has no body; status and headers must do.
    private static Task AssertRefusedAsync(HttpResponseMessage answer, string method, HttpStatusCode status, string errorCode) =>
        method == "HEAD" ? AssertHeadAsync(answer, status) : answer.RefusedAsync(status, errorCode);

    private static Task AssertInvalidAsync(HttpResponseMessage answer, string method, string path, string rule) =>
        method == "HEAD" ? AssertHeadAsync(answer, HttpStatusCode.BadRequest) : answer.InvalidAsync(path, rule);

    private static async Task AssertHeadAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    private static TheoryData<string, string> Pairs(IEnumerable<(string Method, string Template)> routes)
    {
        TheoryData<string, string> data = [];
        foreach (var (method, template) in routes)
        {
            data.Add(method, template);
        }

        return data;
    }

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex RouteParameter();
}
