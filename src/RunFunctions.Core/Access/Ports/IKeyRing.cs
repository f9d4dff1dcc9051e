using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Core.Access.Ports;

/// <summary>The secrets of each organization, by purpose. They come from configuration, or are made once in storage.</summary>
public interface IKeyRing
{
    /// <summary>The key to sign with now; made if there is none. No storage call once it is known to this process.</summary>
    Task<SigningKey> CurrentAsync(OrganizationId organization, KeyPurpose purpose, CancellationToken cancellationToken);

    /// <summary>The key that something was signed with; null when there is no such key, or no longer.</summary>
    Task<SigningKey?> FindAsync(OrganizationId organization, KeyPurpose purpose, string keyId, CancellationToken cancellationToken);

    /// <summary>Makes a new current key; older ones stay valid for what was signed with them.</summary>
    /// <returns>The new key's id.</returns>
    Task<string> RotateAsync(OrganizationId organization, KeyPurpose purpose, CancellationToken cancellationToken);

    /// <summary>Every key of an organization, by purpose and id. One query.</summary>
    Task<IReadOnlyList<KeyInformation>> ListAsync(OrganizationId organization, CancellationToken cancellationToken);
}
