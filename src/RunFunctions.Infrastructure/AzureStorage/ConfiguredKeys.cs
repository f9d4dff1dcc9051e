using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// Keys that the configuration gives: <c>Access:Keys:{purpose}:{id}</c> holds at least 32 bytes in base64, an id is 1–16
/// lowercase letters and digits that begin with a letter, <c>Access:Keys:{purpose}:Current</c> names the one to sign with.
/// Each organization gets a key derived from it. To rotate, add a key and name it; remove the old one when nothing signed
/// with it is needed any more.
/// </summary>
public sealed class ConfiguredKeys
{
    private const string CurrentName = "Current";
    private const int MinBytes = 32;
    private const int MaxIdLength = 16;

    private readonly Dictionary<(KeyPurpose Purpose, string Id), byte[]> _keys = [];
    private readonly Dictionary<KeyPurpose, string> _current = [];

    /// <exception cref="InvalidOperationException">A key is too short or not base64, an id is malformed, or no current key is named.</exception>
    public ConfiguredKeys(IConfiguration configuration)
    {
        foreach (var purpose in Enum.GetValues<KeyPurpose>())
        {
            var section = configuration.GetSection($"Access:Keys:{purpose}");
            foreach (var key in section.GetChildren().Where(key => !key.Key.Equals(CurrentName, StringComparison.OrdinalIgnoreCase)))
            {
                _keys.Add((purpose, ReadId(key)), ReadKey(key));
            }

            if (section[CurrentName] is { Length: > 0 } current && _keys.ContainsKey((purpose, current)))
            {
                _current.Add(purpose, current);
            }
            else if (section.Exists())
            {
                throw new InvalidOperationException($"Setting {section.Path}:{CurrentName} must name one of the keys beside it.");
            }
        }
    }

    public SigningKey? Current(OrganizationId organization, KeyPurpose purpose) =>
        _current.TryGetValue(purpose, out var id) ? Find(organization, purpose, id) : null;

    public SigningKey? Find(OrganizationId organization, KeyPurpose purpose, string id) =>
        _keys.TryGetValue((purpose, id), out var key)
            ? new SigningKey(id, HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose}|{organization}")))
            : null;

    /// <summary>Every key that is given, by purpose and id; whether it is current.</summary>
    public IEnumerable<(KeyPurpose Purpose, string Id, bool IsCurrent)> All =>
        _keys.Keys.Select(key => (key.Purpose, key.Id, _current.GetValueOrDefault(key.Purpose) == key.Id));

    private static string ReadId(IConfigurationSection key) =>
        key.Key.Length is > 0 and <= MaxIdLength && char.IsAsciiLetterLower(key.Key[0]) && key.Key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
            ? key.Key
            : throw new InvalidOperationException($"Setting {key.Path} is not named by 1 to {MaxIdLength} lowercase letters and digits, a letter first.");

    private static byte[] ReadKey(IConfigurationSection key)
    {
        var bytes = new byte[key.Value?.Length ?? 0];
        return Convert.TryFromBase64String(key.Value ?? "", bytes, out var length) && length >= MinBytes
            ? bytes[..length]
            : throw new InvalidOperationException($"Setting {key.Path} must be at least {MinBytes} bytes in base64.");
    }
}
