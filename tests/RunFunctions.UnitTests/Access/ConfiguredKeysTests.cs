using Microsoft.Extensions.Configuration;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.UnitTests.Access;

/// <summary>Keys that the configuration gives.</summary>
public sealed class ConfiguredKeysTests
{
    private static readonly OrganizationId Acme = OrganizationId.Parse("acme");
    private static readonly string First = Convert.ToBase64String(Enumerable.Repeat((byte)1, 32).ToArray());
    private static readonly string Second = Convert.ToBase64String(Enumerable.Repeat((byte)2, 48).ToArray());

    [Fact]
    public void Without_configuration_there_is_none()
    {
        var keys = Keys();
        Assert.All(Enum.GetValues<KeyPurpose>(), purpose => Assert.Null(keys.Current(Acme, purpose)));
        Assert.Null(keys.Find(Acme, KeyPurpose.Token, "0001"));
    }

    [Fact]
    public void The_named_key_signs_and_the_others_stay_valid()
    {
        var keys = Keys(("Token:first", First), ("Token:second", Second), ("Token:Current", "second"));
        var current = keys.Current(Acme, KeyPurpose.Token)!;
        Assert.Equal("second", current.Id);
        Assert.Equal(32, current.Key.Length);
        Assert.True(current.Key.Span.SequenceEqual(keys.Find(Acme, KeyPurpose.Token, "second")!.Key.Span));
        Assert.NotNull(keys.Find(Acme, KeyPurpose.Token, "first"));
        Assert.Null(keys.Find(Acme, KeyPurpose.Token, "third"));
        Assert.Null(keys.Current(Acme, KeyPurpose.Cursor));
    }

    [Fact]
    public void Each_organization_and_purpose_has_a_key_of_its_own()
    {
        var keys = Keys(("Token:k", First), ("Token:Current", "k"), ("Cursor:k", First), ("Cursor:Current", "k"));
        string[] derived =
        [
            Text(keys.Current(Acme, KeyPurpose.Token)),
            Text(keys.Current(OrganizationId.Parse("acme-2"), KeyPurpose.Token)),
            Text(keys.Current(Acme, KeyPurpose.Cursor)),
            First,
        ];
        Assert.Equal(derived.Length, derived.Distinct().Count());
    }

    [Theory]
    [InlineData("Token:k", "c2hvcnQ=")]
    [InlineData("Token:k", "not base64 at all, whatever its length may be")]
    [InlineData("Token:k", "")]
    [InlineData("Token:0001", null)]
    [InlineData("Token:K", null)]
    [InlineData("Token:k-1", null)]
    [InlineData("Token:k2345678901234567", null)]
    [InlineData("Token:", null)]
    public void A_bad_key_is_refused_by_the_name_of_its_setting(string name, string? value)
    {
        var failure = Assert.Throws<InvalidOperationException>(() => Keys((name, value ?? First), ("Token:Current", name[6..])));
        Assert.Contains("Access:Keys:Token", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value is { Length: > 0 } ? value : First, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("other")]
    [InlineData("K")]
    public void The_current_key_must_be_one_of_them(string? current) =>
        Assert.Throws<InvalidOperationException>(() => current is null ? Keys(("Token:k", First)) : Keys(("Token:k", First), ("Token:Current", current)));

    [Fact]
    public void A_current_key_without_keys_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => Keys(("Token:Current", "k")));

    private static string Text(SigningKey? key) => Convert.ToBase64String(key!.Key.Span);

    private static ConfiguredKeys Keys(params (string Name, string Value)[] settings) =>
        new(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>("Access:Keys:" + setting.Name, setting.Value)))
            .Build());
}
