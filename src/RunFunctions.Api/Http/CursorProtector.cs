using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;

namespace RunFunctions.Api.Http;

/// <summary>
/// Makes list positions into opaque cursors and back: <c>{key id}.{tag and position in base64url}</c>. A cursor is bound to its
/// organization, user and list: it opens under no other, and a changed one does not open at all.
/// </summary>
public sealed class CursorProtector(IKeyRing keys)
{
    private const int TagBytes = 16;
    private const char Separator = '.';

    /// <param name="caller">Whose cursor it is.</param>
    /// <param name="list">Name of the list with everything that selects from it, for example <c>audit|action=documents.read</c>.</param>
    /// <param name="position">Where the next page begins; null gives null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<string?> ProtectAsync(Caller caller, string list, string? position, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(list);
        if (position is null)
        {
            return null;
        }

        var content = Encoding.UTF8.GetBytes(position);
        var key = await keys.CurrentAsync(caller.Organization, KeyPurpose.Cursor, cancellationToken);
        return $"{key.Id}{Separator}{Base64Url.EncodeToString([.. Tag(key, caller, list, content), .. content])}";
    }

    /// <returns>Null when the cursor was not made here for this caller and list.</returns>
    public async Task<string?> OpenAsync(Caller caller, string list, string cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(cursor);
        if (cursor.Split(Separator) is not [var keyId, var text] || !Base64Url.IsValid(text, out var length) || length <= TagBytes)
        {
            return null;
        }

        // The decoder also takes padding, white space and stray bits; a cursor has one spelling.
        var bytes = Base64Url.DecodeFromChars(text);
        if (!string.Equals(Base64Url.EncodeToString(bytes), text, StringComparison.Ordinal))
        {
            return null;
        }

        if (await keys.FindAsync(caller.Organization, KeyPurpose.Cursor, keyId, cancellationToken) is not { } key)
        {
            return null;
        }

        var content = bytes[TagBytes..];
        return CryptographicOperations.FixedTimeEquals(Tag(key, caller, list, content), bytes.AsSpan(0, TagBytes)) ? Encoding.UTF8.GetString(content) : null;
    }

    private static byte[] Tag(SigningKey key, Caller caller, string list, byte[] content) =>
        HMACSHA256.HashData(
            key.Key.Span,
            (byte[])[.. Encoding.UTF8.GetBytes($"{caller.Organization}|{caller.User}|{list.Length.ToString(CultureInfo.InvariantCulture)}|{list}|"), .. content])[..TagBytes];
}
