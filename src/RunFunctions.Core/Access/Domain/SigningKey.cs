namespace RunFunctions.Core.Access.Domain;

/// <summary>What a key is for; a key of one purpose proves nothing for another.</summary>
public enum KeyPurpose
{
    /// <summary>Positions in lists.</summary>
    Cursor,

    /// <summary>Download links.</summary>
    Link,

    /// <summary>Hashes of token secrets.</summary>
    Token,

    /// <summary>The hash chains of the audit.</summary>
    Audit,

    /// <summary>Signatures of receipts and deletion certificates.</summary>
    Receipt,

    /// <summary>Secrets of webhooks, which are derived from it.</summary>
    Webhook,
}

/// <summary>A secret of an organization for one purpose. What is signed or hashed with it names its id, so that it outlives a rotation.</summary>
/// <param name="Id">1–16 lowercase letters and digits, unique within organization and purpose.</param>
/// <param name="Key">256 bits.</param>
public sealed record SigningKey(string Id, ReadOnlyMemory<byte> Key)
{
    /// <summary>Most characters of an id.</summary>
    public const int MaxIdLength = 16;

    /// <summary>Whether a text has the form of an id.</summary>
    public static bool IsId(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is > 0 and <= MaxIdLength && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));
    }
}
