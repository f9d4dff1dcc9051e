using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Api.Http;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>What was signed or hashed before a rotation stays valid; what comes after uses the new key.</summary>
public sealed class KeyRotationTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static readonly OrganizationId Organization = OrganizationId.Parse("rotation");

    [Fact]
    public async Task Tokens_outlive_a_rotation_and_new_ones_use_the_new_key()
    {
        var before = await TokenAsync();
        var newKey = await Keys.RotateAsync(Organization, KeyPurpose.Token, CancellationToken.None);
        var after = await TokenAsync();

        Assert.NotEqual(newKey, await KeyOfAsync(before));
        Assert.Equal(newKey, await KeyOfAsync(after));
        foreach (var token in (string[])[before, after])
        {
            using var client = fixture.App.NewClient().With(token);
            using var answer = await client.GetAsync("/api/version");
            Assert.True(answer.IsSuccessStatusCode);
        }
    }

    [Fact]
    public async Task Cursors_outlive_a_rotation_and_new_ones_use_the_new_key()
    {
        using var client = fixture.App.NewClient().With(await TokenAsync());
        var caller = new Caller(Organization, UserId.Parse("ana"), [Role.Reviewer], new Credential(CredentialKind.Token, new string('0', 20)));
        var cursors = fixture.App.Services.GetRequiredService<CursorProtector>();
        var before = await CursorAsync();
        var newKey = await Keys.RotateAsync(Organization, KeyPurpose.Cursor, CancellationToken.None);
        var after = await CursorAsync();

        Assert.DoesNotContain(newKey + ".", before, StringComparison.Ordinal);
        Assert.StartsWith(newKey + ".", after, StringComparison.Ordinal);
        foreach (var cursor in (string[])[before, after])
        {
            using var answer = await client.GetAsync("/api/documents?cursor=" + cursor);
            Assert.True(answer.IsSuccessStatusCode);
        }

        // The old cursor under the new key's name, and the other way round.
        foreach (var forged in (string[])[$"{newKey}.{before.Split('.')[1]}", $"{before.Split('.')[0]}.{after.Split('.')[1]}"])
        {
            using var answer = await client.GetAsync("/api/documents?cursor=" + forged);
            await answer.InvalidAsync("cursor", "cursor");
        }

        async Task<string> CursorAsync() => (await cursors.ProtectAsync(caller, "documents", "rotation|00000000~1", CancellationToken.None))!;
    }

    [Fact]
    public async Task A_key_of_one_organization_or_purpose_is_none_of_another()
    {
        var own = await Keys.CurrentAsync(Organization, KeyPurpose.Link, CancellationToken.None);
        var other = await Keys.CurrentAsync(OrganizationId.Parse("rotation-2"), KeyPurpose.Link, CancellationToken.None);
        var audit = await Keys.CurrentAsync(Organization, KeyPurpose.Audit, CancellationToken.None);
        Assert.Equal(3, new[] { own, other, audit }.Select(key => Convert.ToBase64String(key.Key.Span)).Distinct().Count());
    }

    [Fact]
    public async Task Rotations_at_the_same_time_lose_no_key()
    {
        var organization = OrganizationId.Parse("rotation-busy");
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Keys.RotateAsync(organization, KeyPurpose.Cursor, CancellationToken.None)));
        foreach (var id in ids)
        {
            Assert.NotNull(await Keys.FindAsync(organization, KeyPurpose.Cursor, id, CancellationToken.None));
        }
    }

    private IKeyRing Keys => fixture.App.Services.GetRequiredService<IKeyRing>();

    private Task<string> TokenAsync() => fixture.App.Services.IssueTokenAsync(Organization, UserId.Parse("ana"), Role.Reviewer);

    private async Task<string> KeyOfAsync(string token) =>
        (await fixture.App.Services.GetRequiredService<ITokenStore>().FindAsync(Organization, TokenText.Parse(token)!.Id, CancellationToken.None))!.Hash.KeyId;
}
