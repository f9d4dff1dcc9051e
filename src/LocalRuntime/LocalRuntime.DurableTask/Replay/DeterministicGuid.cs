using System.Security.Cryptography;
using System.Text;

namespace LocalRuntime.DurableTask.Replay;

/// <summary>Version 5 GUIDs (RFC 9562) in the namespace that the official engine uses, so that both give the same ones.</summary>
internal static class DeterministicGuid
{
    private static readonly Guid Namespace = Guid.Parse("9e952958-5e33-4daf-827f-2fa12937b875");

    public static Guid Create(string instanceId, DateTime currentUtcDateTime, int counter)
    {
        var name = Encoding.UTF8.GetBytes($"{instanceId}_{currentUtcDateTime:o}_{counter}");
        var input = new byte[16 + name.Length];
        Namespace.TryWriteBytes(input, bigEndian: true, out _);
        name.CopyTo(input, 16);
#pragma warning disable CA5350 // SHA-1 is what version 5 prescribes; nothing is protected by it.
        var hash = SHA1.HashData(input).AsSpan(0, 16);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
