namespace RunFunctions.Core.Access.Ports;

/// <summary>The source of secrets, so that tests can give theirs.</summary>
public interface ISecretSource
{
    /// <summary>Cryptographically random bytes.</summary>
    byte[] NewSecret(int bytes);
}
