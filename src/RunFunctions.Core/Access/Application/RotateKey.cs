using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Application;

/// <summary>Makes a new current key of one purpose for the caller's organization; what older keys signed stays valid.</summary>
public sealed class RotateKey(IKeyRing keys)
{
    /// <summary>The configuration gives the key, so it is rotated there.</summary>
    public const string KeyConfiguredReason = "KEY_CONFIGURED";

    public async Task<Result<KeyInformation>> HandleAsync(OrganizationId organization, KeyPurpose purpose, CancellationToken cancellationToken)
    {
        var before = await keys.ListAsync(organization, cancellationToken);
        if (before.Any(key => key.Purpose == purpose && key is { IsCurrent: true, Source: KeySource.Configuration }))
        {
            return Refusal.Conflict(KeyConfiguredReason, "The configuration gives this key; change it there.");
        }

        var id = await keys.RotateAsync(organization, purpose, CancellationToken.None);
        return (await keys.ListAsync(organization, CancellationToken.None)).Single(key => key.Purpose == purpose && key.Id == id);
    }
}
