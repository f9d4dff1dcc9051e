using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Domain.Signatures;
using RunFunctions.Verify;

namespace RunFunctions.UnitTests.Access.Signatures;

/// <summary>A signed document says what was signed, to the last byte, and a command finds that out offline.</summary>
public sealed class SignedDocumentTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("runfunctions-");
    private readonly SignatureKey _key = SignatureKey.From(Secret(1));

    [Fact]
    public void A_document_is_valid_with_its_own_key_and_with_no_other()
    {
        using var other = SignatureKey.From(Secret(2));
        using var again = SignatureKey.From(Secret(1));
        var document = Signed("""{"b":1,"a":"text"}""");

        Assert.Equal(SignatureVerdict.Valid, SignedDocument.Verify(document, _key.PublicKeyPem));
        Assert.Equal(_key.PublicKeyPem, again.PublicKeyPem);
        Assert.Equal(SignatureVerdict.SignatureDiffers, SignedDocument.Verify(document, other.PublicKeyPem));
    }

    [Fact]
    public void Every_flipped_bit_of_every_byte_is_found()
    {
        var document = Signed("""{"type":"run-receipt/1","outputs":[{"sha256":"00ff","size":12}],"note":"ñ \" \\ \n","none":null,"yes":true}""");
        for (var at = 0; at < document.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                document[at] ^= (byte)(1 << bit);
                Assert.NotEqual(SignatureVerdict.Valid, SignedDocument.Verify(document, _key.PublicKeyPem));
                document[at] ^= (byte)(1 << bit);
            }
        }

        Assert.Equal(SignatureVerdict.Valid, SignedDocument.Verify(document, _key.PublicKeyPem));
    }

    [Fact]
    public void Any_content_is_valid_as_signed_and_not_with_any_other_byte_anywhere() =>
        Prop.ForAll(
            Gen.Choose(0, 0xD7FF).Select(code => (char)code).ArrayOf(12).Zip(Gen.Choose(int.MinValue, int.MaxValue)).Zip(Gen.Choose(0, 100_000).Zip(Gen.Choose(0, 255))).ToArbitrary(),
            sample =>
            {
                var ((text, number), (place, value)) = sample;
                var document = Signed(JsonSerializer.Serialize(new Dictionary<string, object> { ["n"] = number, [new string(text)] = new string(text) }));
                Assert.Equal(SignatureVerdict.Valid, SignedDocument.Verify(document, _key.PublicKeyPem));

                var at = place % document.Length;
                var before = document[at];
                document[at] = (byte)value;
                Assert.Equal(before == value, SignedDocument.Verify(document, _key.PublicKeyPem) == SignatureVerdict.Valid);
            }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(" {0}", SignatureVerdict.NotCanonical)]
    [InlineData("{0}\n", SignatureVerdict.NotCanonical)]
    [InlineData("[]", SignatureVerdict.NotCanonical)]
    [InlineData("{}", SignatureVerdict.Incomplete)]
    [InlineData("""{"key":1,"sha256":1,"signature":1}""", SignatureVerdict.Incomplete)]
    [InlineData("""{"key":1,"sha256":"00","signature":"AA"}""", SignatureVerdict.HashDiffers)]
    public void What_is_no_signed_document_is_told_by_kind(string text, SignatureVerdict verdict) =>
        Assert.Equal(verdict, SignedDocument.Verify(
            Encoding.UTF8.GetBytes(text.Replace("{0}", Encoding.UTF8.GetString(Signed("""{"a":1}""")), StringComparison.Ordinal)), _key.PublicKeyPem));

    [Theory]
    [InlineData("""{ "b": [1, -2], "a": null, "é": false }""", """{"a":null,"b":[1,-2],"é":false}""")]
    [InlineData("""{"\u20ac":"$\u000F\nA'\u0042\u0022\u005c\\\"\/"}""", """{"€":"$\u000f\nA'B\"\\\\\"/"}""")]
    [InlineData("""{"\ud83d\ude00":1,"\ufb33":2}""", "{\"\ud83d\ude00\":1,\"\ufb33\":2}")]
    [InlineData("9007199254740991", "9007199254740991")]
    public void The_canonical_form_is_that_of_RFC_8785(string text, string canonical) => Assert.Equal(canonical, Encoding.UTF8.GetString(Canonical(text)));

    [Theory]
    [InlineData("1.5")]
    [InlineData("9007199254740992")]
    [InlineData("\"\\ud800\"")]
    public void What_has_no_canonical_form_here_is_refused(string text) => Assert.Throws<FormatException>(() => Canonical(text));

    [Fact]
    public void The_command_tells_valid_from_changed_from_unreadable_by_its_exit_code()
    {
        var document = Write("receipt.json", Signed("""{"a":1}"""));
        var changed = Write("changed.json", Encoding.UTF8.GetBytes(File.ReadAllText(document).Replace("\"a\":1", "\"a\":2", StringComparison.Ordinal)));
        var pem = Write("public.pem", Encoding.UTF8.GetBytes(_key.PublicKeyPem));
        var answer = Write("key.json", JsonSerializer.SerializeToUtf8Bytes(new { key_id = "0001", algorithm = "ES256", public_key = _key.PublicKeyPem }));
        var noKey = Write("no.pem", "no key"u8.ToArray());

        Assert.Equal((VerifyCommand.Valid, "Valid"), Run(document, "--key", pem));
        Assert.Equal((VerifyCommand.Valid, "Valid"), Run("--key", answer, document));
        Assert.Equal((VerifyCommand.NotValid, "Not valid"), Run(changed, "--key", pem));
        Assert.Equal((VerifyCommand.NotAsked, "Could not be verified"), Run(document, "--key", noKey));
        Assert.Equal((VerifyCommand.NotAsked, "Could not be verified"), Run(document, "--key", Path.Combine(_folder.FullName, "missing")));
        Assert.Equal(VerifyCommand.NotAsked, Run(document).Code);
        Assert.Equal(VerifyCommand.Valid, Run("--help").Code);
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Delete(recursive: true);
    }

    private static (int Code, string Says) Run(params string[] arguments)
    {
        using var said = new StringWriter();
        var code = VerifyCommand.Run(arguments, said, said);
        return (code, said.ToString().Split(':')[0]);
    }

    private static SigningKey Secret(byte seed) => new("0001", Enumerable.Repeat(seed, 32).ToArray());

    private static byte[] Canonical(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        return CanonicalJson.Write(parsed.RootElement);
    }

    private byte[] Signed(string json)
    {
        using var content = JsonDocument.Parse(json);
        return SignedDocument.Sign(content.RootElement, _key);
    }

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
