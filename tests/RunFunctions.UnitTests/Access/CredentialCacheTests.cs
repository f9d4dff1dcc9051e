using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.UnitTests.Access;

/// <summary>What was changed here is never remembered as it was before.</summary>
public sealed class CredentialCacheTests
{
    private static readonly OrganizationId Organization = OrganizationId.Parse("acme");

    private readonly CredentialCache<string> _cache = new(new AccessSettings(), TimeProvider.System);

    [Fact]
    public async Task A_credential_is_read_once_in_a_while()
    {
        await ReadAsync("first");

        Assert.Equal("first", await ReadAsync("second"));
    }

    [Fact]
    public async Task A_forgotten_credential_is_read_again()
    {
        await ReadAsync("first");
        _cache.Forget(Organization, "id");

        Assert.Equal("second", await ReadAsync("second"));
    }

    [Fact]
    public async Task A_credential_that_is_forgotten_while_it_is_read_is_read_again()
    {
        await _cache.GetAsync(Organization, "id", () =>
        {
            _cache.Forget(Organization, "id");
            return Task.FromResult<string?>("before the change");
        });

        Assert.Equal("after the change", await ReadAsync("after the change"));
    }

    private Task<string?> ReadAsync(string value) => _cache.GetAsync(Organization, "id", () => Task.FromResult<string?>(value));
}
