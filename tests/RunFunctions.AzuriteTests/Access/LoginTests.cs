using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>A login of App Service authentication counts only where the platform vouches for it, and only for who it is.</summary>
public sealed class LoginTests(LoginTests.Fixture fixture) : IClassFixture<LoginTests.Fixture>
{
    private const string Principal = "X-MS-CLIENT-PRINCIPAL";
    private const string Organization = "X-Organization";
    private const string Invalid = "CREDENTIALS_INVALID";
    private const string ObjectId = "http://schemas.microsoft.com/identity/claims/objectidentifier";

    // Headers that name nobody.
    private static readonly Dictionary<string, Func<string>> Nobody = new(StringComparer.Ordinal)
    {
        ["not base64"] = () => "!!! not base64 !!!",
        ["base64url"] = () => Header(("oid", "ana")).Replace('+', '-').TrimEnd('=') + "_-",
        ["nothing inside"] = () => Base64(""),
        ["no JSON"] = () => Base64("ana"),
        ["JSON that ends early"] = () => Base64("{\"claims\":[{\"typ\":\"oid\",\"val\":\"ana\""),
        ["JSON that goes on"] = () => Base64("{\"claims\":[{\"typ\":\"oid\",\"val\":\"ana\"}]} {}"),
        ["deep JSON"] = () => Base64(new string('[', 2000)),
        ["bytes that are no text"] = () => Convert.ToBase64String([0xff, 0xfe, 0x00, 0xd8]),
        ["array"] = () => Base64("[]"),
        ["null"] = () => Base64("null"),
        ["no claims"] = () => Base64("{\"auth_typ\":\"aad\"}"),
        ["claims that are an object"] = () => Base64("{\"claims\":{\"oid\":\"ana\"}}"),
        ["empty claims"] = () => Header(),
        ["claims of another kind"] = () => Base64("{\"claims\":[1,null,\"oid\",{},{\"typ\":1,\"val\":\"ana\"},{\"typ\":\"oid\",\"val\":1}]}"),
        ["only a name"] = () => Header(("name", "ana"), ("preferred_username", "ana"), ("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name", "ana")),
        ["claim type in capitals"] = () => Header(("OID", "ana")),
        ["empty user"] = () => Header(("oid", "")),
        ["user that is no id"] = () => Header(("oid", "ana/../ben")),
        ["user with a space"] = () => Header(("oid", "ana ")),
        ["long user"] = () => Header(("oid", new string('a', 65))),
        ["unknown user"] = () => Header(("oid", "somebody")),
        ["inactive user"] = () => Header(("oid", "ben")),
        ["first claim counts"] = () => Header(("oid", "somebody"), ("oid", "ana")),
        ["stronger claim counts"] = () => Header(("sub", "ana"), ("oid", "somebody")),
    };

    public static TheoryData<string> NobodyNames => [.. Nobody.Keys];

    [Theory]
    [InlineData(ObjectId)]
    [InlineData("oid")]
    [InlineData("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier")]
    [InlineData("sub")]
    public Task An_active_member_is_accepted(string claim) => fixture.Trusting.AcceptedAsync((Principal, Header((claim, "ana"))), (Organization, "identity"));

    [Theory]
    [MemberData(nameof(NobodyNames))]
    public Task A_header_that_names_no_active_member_is_refused(string name) =>
        fixture.Trusting.RefusedAsync(Invalid, mostCalls: 1, (Principal, Nobody[name]()), (Organization, "identity"));

    [Theory]
    [InlineData("identity-2")]
    [InlineData("Identity")]
    [InlineData("../identity")]
    [InlineData("")]
    public Task A_member_is_nobody_elsewhere(string organization) =>
        fixture.Trusting.RefusedAsync(Invalid, mostCalls: 1, (Principal, Header(("oid", "ana"))), (Organization, organization));

    [Fact]
    public Task Without_an_organization_there_is_no_member() =>
        fixture.Trusting.RefusedAsync(Invalid, mostCalls: 0, (Principal, Header(("oid", "ana"))));

    [Fact]
    public async Task A_header_that_is_too_large_reaches_nobody()
    {
        using var client = fixture.Trusting.App.NewClient();
        client.DefaultRequestHeaders.Add(Principal, Header(("oid", "ana"), ("groups", new string('g', 80_000))));
        using var answer = await client.GetAsync("/api/version");
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, answer.StatusCode);
    }

    [Fact]
    public Task Two_headers_are_refused() =>
        fixture.Trusting.RefusedAsync(Invalid, mostCalls: 0, (Principal, $"{Header(("oid", "ana"))}, {Header(("oid", "ana"))}"), (Organization, "identity"));

    [Fact]
    public async Task Roles_come_from_the_membership_and_never_from_claims()
    {
        string header = Header(("oid", "ana"), ("roles", "admin"), ("http://schemas.microsoft.com/ws/2008/06/identity/claims/role", "admin"), ("role", "admin"));
        using var client = fixture.Trusting.App.NewClient();
        client.DefaultRequestHeaders.Add(Principal, header);
        client.DefaultRequestHeaders.Add(Organization, "identity");

        using var listed = await client.GetAsync("/api/documents");
        Assert.True(listed.IsSuccessStatusCode);
        using var me = await client.GetAsync("/api/access/me");
        var body = await me.ReadJsonAsync();
        Assert.Equal(["reviewer"], body.GetProperty("roles").EnumerateArray().Select(role => role.GetString()!));
        Assert.Equal(("identity", "ana"), (body.Text("organization"), body.Text("subject")));
        using var tokens = await client.GetAsync("/api/access/tokens");
        Assert.Equal("ROLE_NOT_ALLOWED", (await tokens.ProblemAsync(HttpStatusCode.Forbidden)).Reason);
    }

    [Fact]
    public async Task A_member_who_is_deactivated_elsewhere_is_refused_once_what_is_remembered_has_run_out()
    {
        await fixture.AddAsync("carla", isActive: true);
        (string, string)[] headers = [(Principal, Header(("oid", "carla"))), (Organization, "identity")];
        await fixture.Trusting.AcceptedAsync(headers);
        var store = fixture.Trusting.App.Services.GetRequiredService<IMembershipStore>();
        var member = (await store.FindToChangeAsync(fixture.Trusting.Organization, UserId.Parse("carla"), CancellationToken.None))!;
        Assert.Equal(MembershipWrite.Written, await store.TryChangeAsync(member, member.Value with { IsActive = false }, CancellationToken.None));

        fixture.Trusting.Clock.Advance(seconds: 15);
        await fixture.Trusting.RefusedAsync(Invalid, mostCalls: 1, headers);
    }

    [Fact]
    public async Task Where_the_platform_does_not_vouch_the_header_is_as_if_absent()
    {
        foreach (var header in (string[])[Header(("oid", "ana")), Header(("oid", "tester"), ("roles", "admin")), "!!!"])
        {
            await fixture.Alone.RefusedAsync("CREDENTIALS_MISSING", mostCalls: 0, (Principal, header), (Organization, "identity"), ("X-MS-CLIENT-PRINCIPAL-ID", "ana"));
        }
    }

    [Fact]
    public async Task A_token_counts_and_a_header_beside_it_does_not()
    {
        var token = await fixture.Trusting.TokenAsync("dora");
        using var client = fixture.Trusting.App.NewClient().With(token);
        client.DefaultRequestHeaders.Add(Principal, Header(("oid", "ana")));
        client.DefaultRequestHeaders.Add(Organization, "identity-2");
        using var me = await client.GetAsync("/api/access/me");
        var body = await me.ReadJsonAsync();
        Assert.Equal(("identity", "dora"), (body.Text("organization"), body.Text("subject")));

        await fixture.Alone.AcceptedAsync(("Authorization", "Bearer " + await fixture.Alone.TokenAsync()), (Principal, Header(("oid", "somebody"))));
        await fixture.Trusting.RefusedAsync(Invalid, mostCalls: 0, ("Authorization", "Bearer none"), (Principal, Header(("oid", "ana"))), (Organization, "identity"));
    }

    private static string Header(params (string Type, string Value)[] claims) =>
        Base64(JsonSerializer.Serialize(new { auth_typ = "aad", claims = claims.Select(claim => new { typ = claim.Type, val = claim.Value }) }));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>An app behind the platform's authentication, and one that stands alone.</summary>
    public sealed class Fixture : IAsyncLifetime, IDisposable
    {
        internal IdentityFixture Trusting { get; } = new("--WEBSITE_AUTH_ENABLED", "true");

        internal IdentityFixture Alone { get; } = new();

        public async Task InitializeAsync()
        {
            await Trusting.InitializeAsync();
            await Alone.InitializeAsync();
            await AddAsync("ana", isActive: true);
            await AddAsync("ben", isActive: false);
        }

        public async Task DisposeAsync()
        {
            await Trusting.DisposeAsync();
            await Alone.DisposeAsync();
        }

        public void Dispose()
        {
            Trusting.Dispose();
            Alone.Dispose();
        }

        internal async Task AddAsync(string user, bool isActive)
        {
            var now = Trusting.Clock.GetUtcNow();
            var member = new Membership
            {
                Organization = Trusting.Organization,
                User = UserId.Parse(user),
                Roles = [Role.Reviewer],
                IsActive = isActive,
                CreatedAt = now,
                UpdatedAt = now,
                CreatedBy = UserId.Parse(user),
            };
            Assert.True(await Trusting.App.Services.GetRequiredService<IMembershipStore>().TryAddAsync(member, CancellationToken.None));
        }
    }
}
