namespace RunFunctions.Core.Access.Domain;

/// <summary>What may be said about a key: everything but the key.</summary>
/// <param name="Id">Id within organization and purpose.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="CreatedAt">When it was made; null for one that the configuration gives.</param>
/// <param name="IsCurrent">Whether it signs now; others only verify.</param>
public sealed record KeyInformation(string Id, KeyPurpose Purpose, KeySource Source, DateTimeOffset? CreatedAt, bool IsCurrent);

/// <summary>Where a key comes from. Wire names are the lowercase words.</summary>
public enum KeySource
{
    /// <summary>Section <c>Access:Keys</c> of the settings.</summary>
    Configuration,

    /// <summary>Table <c>SigningKeys</c>; made there once.</summary>
    Storage,
}
