using Moq;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.UnitTests.Access;

/// <summary>No token outlives the membership of its user, however the two cross.</summary>
public sealed class CreateTokenTests
{
    private static readonly OrganizationId Organization = OrganizationId.Parse("acme");
    private static readonly UserId User = UserId.Parse("maria");
    private static readonly RequestOrigin Origin = new(Organization, UserId.Parse("admin"), "request-1");

    private readonly Mock<IMembershipStore> _memberships = new();
    private readonly Mock<ITokenStore> _tokens = new();

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(true, null, true)]
    [InlineData(null, null, false)]
    [InlineData(null, true, false)]
    [InlineData(null, false, true)]
    public async Task A_token_issued_while_its_user_is_deactivated_is_revoked_again(bool? activeBefore, bool? activeAfter, bool refused)
    {
        Memberships(activeBefore, activeAfter);

        var result = await CreateAsync();

        Assert.Equal(refused ? CreateToken.MemberInactiveReason : null, result.Refusal?.Reason);
        _tokens.Verify(tokens => tokens.AddAsync(It.IsAny<AccessToken>(), It.IsAny<CancellationToken>()), Times.Once);
        _tokens.Verify(
            tokens => tokens.RevokeAsync(Organization, It.IsAny<string>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()),
            refused ? Times.Once : Times.Never);
    }

    [Fact]
    public async Task An_inactive_member_gets_no_token()
    {
        Memberships(false);

        Assert.Equal(CreateToken.MemberInactiveReason, (await CreateAsync()).Refusal?.Reason);
        _tokens.VerifyNoOtherCalls();
    }

    [Theory]
    [InlineData(366, false)]
    [InlineData(366.001, true)]
    [InlineData(0, true)]
    [InlineData(-1, true)]
    public async Task A_token_lives_at_most_366_days(double days, bool refused)
    {
        Memberships(null, null);

        var result = await CreateAsync(TimeProvider.System.GetUtcNow().AddDays(days).AddSeconds(-5 * (days == 366 ? 1 : 0)));

        Assert.Equal(refused ? ["expires_at range"] : null, result.Refusal?.Errors?.Select(error => $"{error.Path} {error.Rule}"));
    }

    private Task<Result<IssuedToken>> CreateAsync(DateTimeOffset? expiresAt = null)
    {
        var keys = new Mock<IKeyRing>();
        keys.Setup(ring => ring.CurrentAsync(Organization, KeyPurpose.Token, It.IsAny<CancellationToken>())).ReturnsAsync(new SigningKey("0001", new byte[32]));
        var secrets = new Mock<ISecretSource>();
        secrets.Setup(source => source.NewSecret(It.IsAny<int>())).Returns((int bytes) => new byte[bytes]);
        var revoke = new RevokeToken(_tokens.Object, new CredentialCache<AccessToken>(new AccessSettings(), TimeProvider.System), TimeProvider.System);
        return new CreateToken(new IssueToken(_tokens.Object, keys.Object, secrets.Object, TimeProvider.System), _memberships.Object, revoke, TimeProvider.System)
            .HandleAsync(Origin, new NewToken("Name", User.Value, ["nurse"], expiresAt), CancellationToken.None);
    }

    private void Memberships(params bool?[] active)
    {
        var reads = _memberships.SetupSequence(store => store.FindAsync(Organization, User, It.IsAny<CancellationToken>()));
        foreach (var isActive in active)
        {
            reads = reads.ReturnsAsync(isActive is { } known
                ? new Membership
                {
                    Organization = Organization,
                    User = User,
                    Roles = [Role.Nurse],
                    IsActive = known,
                    CreatedAt = DateTimeOffset.UnixEpoch,
                    UpdatedAt = DateTimeOffset.UnixEpoch,
                    CreatedBy = User,
                }
                : null);
        }
    }
}
