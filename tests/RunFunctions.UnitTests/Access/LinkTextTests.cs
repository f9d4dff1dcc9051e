using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.UnitTests.Access;

/// <summary>A link says what was signed, and nothing else can be made to pass for it.</summary>
public sealed class LinkTextTests
{
    private static readonly SigningKey Key = new("0001", Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());

    private static readonly AccessLink Link = new(
        OrganizationId.Parse("north"),
        UserId.Parse("ada@example.org"),
        new Credential(CredentialKind.Token, "0123456789abcdef0123"),
        "DownloadDocument",
        "/api/documents/0b7f5a52-7d0c-4d0e-9a57-3f1f7f5f0c11/download?download=true",
        new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_link_is_read_as_it_was_signed()
    {
        var text = LinkText.Sign(Link, Key).ToString();
        var read = LinkText.Parse(text)!;

        Assert.Equal((Link, Key.Id), (read.Link, read.KeyId));
        Assert.Equal(text, read.ToString());
        Assert.True(read.IsSignedWith(Key));
    }

    [Fact]
    public void A_link_needs_no_escaping_in_an_address() =>
        Assert.All(LinkText.Sign(Link, Key).ToString(), c => Assert.True(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'));

    [Fact]
    public void A_link_signed_with_another_key_is_not_ours()
    {
        var forged = LinkText.Sign(Link, Key with { Key = new byte[32] });

        Assert.False(LinkText.Parse(forged.ToString())!.IsSignedWith(Key));
    }

    [Fact]
    public void Every_part_is_signed()
    {
        AccessLink[] others =
        [
            Link with { Organization = OrganizationId.Parse("south") },
            Link with { User = UserId.Parse("bob") },
            Link with { Credential = Link.Credential with { Kind = CredentialKind.Login } },
            Link with { Credential = Link.Credential with { Id = "0123456789abcdef0124" } },
            Link with { Function = "GetDocument" },
            Link with { Address = Link.Address.Replace("true", "false", StringComparison.Ordinal) },
            Link with { ExpiresAt = Link.ExpiresAt.AddSeconds(1) },
        ];
        var signature = LinkText.Sign(Link, Key).Signature;

        Assert.All(others, other => Assert.False(new LinkText(Key.Id, other, signature).IsSignedWith(Key)));
        Assert.False(LinkText.Sign(Link, Key).IsSignedWith(Key with { Id = "0002" }));
    }

    [Fact]
    public void No_change_of_a_character_passes()
    {
        var text = LinkText.Sign(Link, Key).ToString();
        var changes =
            from at in Gen.Choose(0, text.Length - 1)
            from c in Gen.Elements("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.= \n+/".ToCharArray())
            where c != text[at]
            select $"{text[..at]}{c}{text[(at + 1)..]}";

        Prop.ForAll(changes.ToArbitrary(), changed => LinkText.Parse(changed)?.IsSignedWith(Key) != true)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.b")]
    [InlineData("bm90LWEtbGluaw.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_link_is_not_read(string? text) => Assert.Null(LinkText.Parse(text));

    [Fact]
    public void A_link_has_one_spelling()
    {
        var text = LinkText.Sign(Link, Key).ToString();

        Assert.All([text + "=", text + " ", " " + text, text.Replace(".", "=.", StringComparison.Ordinal), text + ".", text + new string('A', 2000)], other => Assert.Null(LinkText.Parse(other)));
    }
}
