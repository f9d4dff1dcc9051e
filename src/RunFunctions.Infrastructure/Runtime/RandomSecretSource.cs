using System.Security.Cryptography;
using RunFunctions.Core.Access.Ports;

namespace RunFunctions.Infrastructure.Runtime;

/// <summary>Secrets from the operating system's generator.</summary>
public sealed class RandomSecretSource : ISecretSource
{
    public byte[] NewSecret(int bytes) => RandomNumberGenerator.GetBytes(bytes);
}
