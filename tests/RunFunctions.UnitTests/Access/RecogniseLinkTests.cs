using Moq;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;

namespace RunFunctions.UnitTests.Access;

/// <summary>A link stands for the caller who asked for it, as long as that caller may act, for one function at one address.</summary>
public sealed class RecogniseLinkTests
{
    private const string Function = "DownloadDocument";
    private const string Address = "/api/documents/1/download?download=false";

    private static readonly OrganizationId North = OrganizationId.Parse("north");
    private static readonly UserId Ada = UserId.Parse("ada");
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly Mock<TimeProvider> _clock = new();
    private readonly Mock<IKeyRing> _keys = new();
    private readonly Mock<ITokenStore> _tokens = new();
    private readonly Mock<IMembershipStore> _memberships = new();
    private readonly SigningKey _key = new("0001", new byte[32]);

    private AccessToken _token = new()
    {
        Organization = North,
        Id = "0123456789abcdef0123",
        Name = "Test",
        User = Ada,
        Roles = [Role.Reviewer],
        CreatedAt = Noon,
        CreatedBy = Ada,
        ExpiresAt = Noon.AddDays(1),
        Hash = new SecretHash("0001", new byte[16], new byte[32]),
    };

    private Membership _membership = new()
    {
        Organization = North,
        User = Ada,
        Roles = [Role.Clinician],
        IsActive = true,
        CreatedAt = Noon,
        UpdatedAt = Noon,
        CreatedBy = Ada,
    };

    public RecogniseLinkTests()
    {
        At(Noon);
        _keys.Setup(keys => keys.CurrentAsync(North, KeyPurpose.Link, It.IsAny<CancellationToken>())).ReturnsAsync(_key);
        _keys.Setup(keys => keys.FindAsync(North, KeyPurpose.Link, _key.Id, It.IsAny<CancellationToken>())).ReturnsAsync(_key);
        _tokens.Setup(tokens => tokens.FindAsync(North, _token.Id, It.IsAny<CancellationToken>())).ReturnsAsync(() => _token);
        _memberships.Setup(members => members.FindAsync(North, Ada, It.IsAny<CancellationToken>())).ReturnsAsync(() => _membership);
    }

    private Caller Holder => new(North, Ada, _token.Roles, new Credential(CredentialKind.Token, _token.Id));

    private Caller Member => new(North, Ada, _membership.Roles, new Credential(CredentialKind.Login, Ada.Value));

    [Fact]
    public async Task A_link_of_a_tokens_holder_acts_as_the_holder() =>
        AssertCaller(Holder, await RecogniseAsync(await IssueAsync(Holder)));

    [Fact]
    public async Task A_link_of_a_login_acts_as_the_member() =>
        AssertCaller(Member, await RecogniseAsync(await IssueAsync(Member)));

    [Fact]
    public async Task A_link_is_good_until_it_expires()
    {
        var link = await IssueAsync(Holder);

        At(Noon + Lifetime - TimeSpan.FromSeconds(1));
        Assert.NotNull((await RecogniseAsync(link)).Caller);
        At(Noon + Lifetime);
        Assert.Equal(Identity.Invalid, await RecogniseAsync(link));
    }

    [Theory]
    [InlineData("GetDocument", Address)]
    [InlineData(Function, "/api/documents/2/download?download=false")]
    [InlineData(Function, "/api/documents/1/download?download=true")]
    [InlineData(Function, "/api/documents/1/download")]
    [InlineData(Function, "")]
    public async Task A_link_opens_nothing_else(string function, string address) =>
        Assert.Equal(Identity.Invalid, await RecogniseAsync(await IssueAsync(Holder), function, address));

    [Fact]
    public async Task A_link_dies_with_the_token()
    {
        var link = await IssueAsync(Holder);

        _token = _token with { RevokedAt = Noon };
        Assert.Equal(Identity.TokenRevokedReason, (await RecogniseAsync(link)).Refusal!.Reason);
        _token = _token with { RevokedAt = null, ExpiresAt = Noon };
        Assert.Equal(Identity.TokenExpiredReason, (await RecogniseAsync(link)).Refusal!.Reason);
    }

    [Fact]
    public async Task A_link_dies_with_the_membership()
    {
        var link = await IssueAsync(Member);
        _membership = _membership with { IsActive = false };

        Assert.Equal(Identity.Invalid, await RecogniseAsync(link));
    }

    [Fact]
    public async Task A_link_of_a_token_that_belongs_to_somebody_else_now_is_none()
    {
        var link = await IssueAsync(Holder);
        _token = _token with { User = UserId.Parse("bob") };

        Assert.Equal(Identity.Invalid, await RecogniseAsync(link));
    }

    [Fact]
    public async Task A_link_whose_key_is_gone_is_none()
    {
        var link = LinkText.Sign(new AccessLink(North, Ada, Holder.Credential, Function, Address, Noon + Lifetime), new SigningKey("0002", new byte[32]));

        Assert.Equal(Identity.Invalid, await RecogniseAsync(link.ToString()));
    }

    [Fact]
    public async Task A_link_alone_stands_for_its_caller_and_beside_a_credential_must_be_the_same_users()
    {
        var link = await RecogniseAsync(await IssueAsync(Holder));

        Assert.Same(link, Identity.Missing.With(link));
        Assert.Equal(Identity.Invalid, Identity.Invalid.With(link));
        Assert.False(Identity.Of(Member).With(link).HasForeignLink);
        Assert.Equal(Member, Identity.Of(Member).With(link).Caller);
        Assert.True(Identity.Of(Member with { User = UserId.Parse("bob") }).With(link).HasForeignLink);
        Assert.True(Identity.Of(Member with { Organization = OrganizationId.Parse("south") }).With(link).HasForeignLink);
        Assert.True(Identity.Of(Member).With(Identity.Invalid).HasForeignLink);
    }

    private static void AssertCaller(Caller expected, Identity actual)
    {
        Assert.Equal((expected.Organization, expected.User, expected.Credential), (actual.Caller!.Organization, actual.Caller.User, actual.Caller.Credential));
        Assert.Equal(expected.Roles, actual.Caller.Roles);
    }

    private void At(DateTimeOffset now) => _clock.Setup(clock => clock.GetUtcNow()).Returns(now);

    private async Task<string> IssueAsync(Caller caller) =>
        (await new IssueLink(_keys.Object, _clock.Object).HandleAsync(caller, Function, Address, Lifetime, CancellationToken.None)).Text.ToString();

    private Task<Identity> RecogniseAsync(string link, string function = Function, string address = Address)
    {
        AccessSettings settings = new();
        var tokens = new RecogniseToken(_tokens.Object, _keys.Object, new CredentialCache<AccessToken>(settings, _clock.Object), _clock.Object);
        var logins = new RecogniseLogin(_memberships.Object, new CredentialCache<Membership>(settings, _clock.Object), settings);
        return new RecogniseLink(_keys.Object, tokens, logins, _clock.Object).HandleAsync(link, function, address, CancellationToken.None);
    }
}
