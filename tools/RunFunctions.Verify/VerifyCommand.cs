using System.Security.Cryptography;
using System.Text.Json;
using RunFunctions.Core.Access.Domain.Signatures;

namespace RunFunctions.Verify;

/// <summary>Checks a signed document against a public key; reads two files and nothing else.</summary>
public static class VerifyCommand
{
    /// <summary>The document is what the holder of the key signed.</summary>
    public const int Valid = 0;

    /// <summary>It is not.</summary>
    public const int NotValid = 1;

    /// <summary>The question could not be asked: wrong arguments, a file that cannot be read, no public key.</summary>
    public const int NotAsked = 2;

    private const string Help = """
        Verifies a receipt or deletion certificate of RunFunctions offline.

        Usage: RunFunctions.Verify <document.json> --key <public key>

          <document.json>   as GET /api/runs/{run_id}/receipt or GET /api/runs/deletions/{deletion_id} answered it, byte for byte
          --key             public key: a PEM file, or the answer of GET /api/access/keys/receipt/{key_id}

        Exit codes: 0 valid, 1 not valid, 2 could not be verified.
        """;

    /// <returns>One of the exit codes.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        return arguments switch
        {
            ["--help" or "-h"] => Say(output, Help, Valid),
            [var document, "--key", var key] => Verify(document, key, output, errors),
            ["--key", var key, var document] => Verify(document, key, output, errors),
            _ => Say(errors, Help, NotAsked),
        };
    }

    private static int Verify(string document, string key, TextWriter output, TextWriter errors)
    {
        try
        {
            var verdict = SignedDocument.Verify(File.ReadAllBytes(document), PublicKeyIn(File.ReadAllText(key)));
            return Say(output, Explanation(verdict), verdict == SignatureVerdict.Valid ? Valid : NotValid);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException or JsonException)
        {
            return Say(errors, $"Could not be verified: {unreadable.Message}", NotAsked);
        }
    }

    private static int Say(TextWriter to, string text, int code)
    {
        to.WriteLine(text);
        return code;
    }

    private static string PublicKeyIn(string text)
    {
        if (!text.TrimStart().StartsWith('{'))
        {
            return text;
        }

        using var answer = JsonDocument.Parse(text);
        return answer.RootElement.TryGetProperty("public_key", out var key) && key.ValueKind == JsonValueKind.String
            ? key.GetString()!
            : throw new JsonException("The key file has no public_key.");
    }

    private static string Explanation(SignatureVerdict verdict) => verdict switch
    {
        SignatureVerdict.Valid => "Valid: the document is what the holder of the key signed.",
        SignatureVerdict.NotCanonical => "Not valid: the document is no JSON object in canonical form; it was changed or re-formatted.",
        SignatureVerdict.Incomplete => "Not valid: the document has no key, sha256 or signature.",
        SignatureVerdict.HashDiffers => "Not valid: the content has another hash than the document says.",
        _ => "Not valid: the document was not signed with this key.",
    };
}
