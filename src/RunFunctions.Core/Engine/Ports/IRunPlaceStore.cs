using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Engine.Ports;

/// <summary>The places of each organization's runs. Every write is conditional on the version that was read.</summary>
public interface IRunPlaceStore
{
    /// <summary>One query over one small partition.</summary>
    Task<PlacesAsRead> ReadAsync(OrganizationId organization, CancellationToken cancellationToken);

    /// <summary>Writes the difference to what was read, in one transaction.</summary>
    /// <returns>False when somebody else wrote first: nothing was written.</returns>
    Task<bool> TryWriteAsync(OrganizationId organization, PlacesAsRead before, RunPlaces after, CancellationToken cancellationToken);
}

/// <param name="Places">The places.</param>
/// <param name="Version">Version of all of them together; null when there have never been any.</param>
public sealed record PlacesAsRead(RunPlaces Places, string? Version);
