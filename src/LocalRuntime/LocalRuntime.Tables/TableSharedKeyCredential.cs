using System.Security.Cryptography;
using System.Text;

namespace Azure.Data.Tables;

/// <summary>Account name and key; the key can be exchanged while clients use it.</summary>
public class TableSharedKeyCredential
{
    private byte[] _key;

    /// <param name="accountName">Name of the storage account.</param>
    /// <param name="accountKey">Account key, Base64.</param>
    /// <exception cref="FormatException">The key is not Base64.</exception>
    public TableSharedKeyCredential(string accountName, string accountKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(accountName);
        ArgumentException.ThrowIfNullOrEmpty(accountKey);
        AccountName = accountName;
        _key = Convert.FromBase64String(accountKey);
    }

    /// <summary>Name of the storage account.</summary>
    public string AccountName { get; }

    /// <summary>Replaces the key, for example after a rotation. Safe while requests are being signed.</summary>
    /// <exception cref="FormatException">The key is not Base64.</exception>
    public void SetAccountKey(string accountKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(accountKey);
        Volatile.Write(ref _key, Convert.FromBase64String(accountKey));
    }

    internal string Sign(string text)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Volatile.Read(ref _key), Encoding.UTF8.GetBytes(text), hash);
        return Convert.ToBase64String(hash);
    }
}
