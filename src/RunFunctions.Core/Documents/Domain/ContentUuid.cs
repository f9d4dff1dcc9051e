using System.Security.Cryptography;
using System.Text;

namespace RunFunctions.Core.Documents.Domain;

/// <summary>Ids that follow from what they identify: the same text always has the same.</summary>
internal static class ContentUuid
{
    private const int Length = 16;

    /// <returns>A UUID of version 8 (content-derived), lowercase.</returns>
    public static string Of(string text)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, Length);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true).ToString("D");
    }
}
