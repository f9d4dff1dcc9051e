using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.Api.Http;

/// <summary>
/// Makes list positions into opaque cursors and back. A cursor is bound to its organization and list: it opens under no
/// other, and a changed one does not open at all.
/// </summary>
public sealed class CursorProtector(SigningKeyTable keys)
{
    private const int TagBytes = 16;

    public async Task<string?> ProtectAsync(OrganizationId organization, string list, string? position, CancellationToken cancellationToken)
    {
        if (position is null)
        {
            return null;
        }

        var content = Encoding.UTF8.GetBytes(position);
        var tag = await TagAsync(organization, list, content, cancellationToken);
        return Base64Url.EncodeToString([.. tag, .. content]);
    }

    /// <returns>Null when the cursor was not made here for this organization and list.</returns>
    public async Task<string?> OpenAsync(OrganizationId organization, string list, string cursor, CancellationToken cancellationToken)
    {
        if (!Base64Url.IsValid(cursor, out var length) || length <= TagBytes)
        {
            return null;
        }

        // The decoder also takes padding, white space and stray bits; a cursor has one spelling.
        var bytes = Base64Url.DecodeFromChars(cursor);
        if (!string.Equals(Base64Url.EncodeToString(bytes), cursor, StringComparison.Ordinal))
        {
            return null;
        }

        var content = bytes[TagBytes..];
        var expected = await TagAsync(organization, list, content, cancellationToken);
        return CryptographicOperations.FixedTimeEquals(expected, bytes.AsSpan(0, TagBytes)) ? Encoding.UTF8.GetString(content) : null;
    }

    private async Task<byte[]> TagAsync(OrganizationId organization, string list, byte[] content, CancellationToken cancellationToken)
    {
        var key = await keys.GetAsync(organization, SigningKeyTable.CursorKey, cancellationToken);
        return HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes($"{organization}|{list}|"), .. content])[..TagBytes];
    }
}
