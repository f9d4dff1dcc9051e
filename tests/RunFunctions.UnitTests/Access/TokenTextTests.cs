using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.UnitTests.Access;

/// <summary>A token has exactly one spelling, and only the whole of it is the token.</summary>
public sealed class TokenTextTests
{
    private const string Base64Url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static readonly SigningKey Key = new("0001", new byte[32]);

    private static readonly Gen<TokenText> Tokens =
        from organization in Gen.Elements("abcdefghijklmnopqrstuvwxyz0123456789-".ToCharArray()).ArrayOf(40)
        from length in Gen.Choose(1, 39)
        from id in Gen.Elements("0123456789abcdef".ToCharArray()).ArrayOf(20)
        from secret in Gen.Choose(0, 255).ArrayOf(32)
        select new TokenText(OrganizationId.Parse("o" + new string(organization)[..length]), new string(id), secret.Select(value => (byte)value).ToArray());

    [Fact]
    public void Whatever_is_written_is_read_back() =>
        Prop.ForAll(Tokens.ToArbitrary(), token =>
        {
            var read = TokenText.Parse(token.ToString())!;
            Assert.Equal((token.Organization, token.Id), (read.Organization, read.Id));
            Assert.True(token.Secret.Span.SequenceEqual(read.Secret.Span));
            Assert.True(read.Matches(token.Hash(Key, new byte[16]), Key));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_text_that_was_changed_anywhere_is_no_token_or_another_one()
    {
        var changes = from token in Tokens
                      from at in Gen.Choose(0, 200)
                      from how in Gen.Choose(0, 2)
                      from with in Gen.Elements("aA0-_.+/= \t\r\n\0ñ％ａ".ToCharArray())
                      select (token, Changed(token.ToString(), at, how, with));
        Prop.ForAll(changes.ToArbitrary(), change =>
        {
            var (token, text) = change;
            if (text != token.ToString() && TokenText.Parse(text) is { } read)
            {
                Assert.Equal(text, read.ToString());
                Assert.False(read.Organization == token.Organization && read.Id == token.Id && read.Matches(token.Hash(Key, new byte[16]), Key));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Bits_that_the_last_character_does_not_need_must_be_zero()
    {
        var text = new TokenText(OrganizationId.Parse("acme"), new string('0', 20), new byte[32]).ToString();
        Assert.Equal(16, Base64Url.Count(last => TokenText.Parse(text[..^1] + last) is not null));
    }

    [Fact]
    public void The_longest_organization_id_fits()
    {
        var token = new TokenText(OrganizationId.Parse(new string('a', 40)), new string('0', 20), new byte[32]);
        Assert.NotNull(TokenText.Parse(token.ToString()));
    }

    [Fact]
    public void Hashes_differ_by_salt_and_by_key()
    {
        var token = new TokenText(OrganizationId.Parse("acme"), new string('0', 20), new byte[32]);
        var other = new SigningKey("0002", Enumerable.Repeat((byte)1, 32).ToArray());
        var kept = token.Hash(Key, new byte[16]);
        Assert.False(kept.Value.Span.SequenceEqual(token.Hash(Key, Enumerable.Repeat((byte)1, 16).ToArray()).Value.Span));
        Assert.False(token.Matches(kept, other));
        Assert.Equal("0002", token.Hash(other, new byte[16]).KeyId);
    }

    private static string Changed(string text, int at, int how, char with)
    {
        at %= text.Length;
        return how switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, with.ToString()),
            _ => $"{text[..at]}{with}{text[(at + 1)..]}",
        };
    }
}
