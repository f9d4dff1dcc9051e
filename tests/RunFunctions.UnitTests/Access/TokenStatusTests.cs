using RunFunctions.Core.Access.Domain;
using RunFunctions.UnitTests.Architecture;

namespace RunFunctions.UnitTests.Access;

/// <summary>Revoked comes before expired, and a token expires in the instant that it names.</summary>
public sealed class TokenStatusTests
{
    private static readonly DateTimeOffset Expiry = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-1, false, TokenStatus.Active)]
    [InlineData(0, false, TokenStatus.Expired)]
    [InlineData(1, false, TokenStatus.Expired)]
    [InlineData(-1, true, TokenStatus.Revoked)]
    [InlineData(1, true, TokenStatus.Revoked)]
    public void A_token_is_what_its_times_say(int ticksAfterExpiry, bool isRevoked, TokenStatus expected)
    {
        var token = StoredRows.Token with { ExpiresAt = Expiry, RevokedAt = isRevoked ? Expiry : null };

        Assert.Equal(expected, token.StatusAt(Expiry.AddTicks(ticksAfterExpiry)));
    }

    [Theory]
    [InlineData(true, Role.Admin, true)]
    [InlineData(false, Role.Admin, false)]
    [InlineData(true, Role.Clinician, false)]
    public void Only_an_active_member_with_the_role_counts_as_admin(bool isActive, Role role, bool expected) =>
        Assert.Equal(expected, (StoredRows.Member with { IsActive = isActive, Roles = [Role.Nurse, role] }).IsActiveAdmin);
}
