using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Core.Access.Ports;

/// <summary>The one place that an organization id comes from.</summary>
public interface IOrganizations
{
    /// <summary>The organization of the current caller.</summary>
    OrganizationId Current { get; }

    /// <summary>Every organization that may own runs; recovery visits each.</summary>
    IReadOnlyList<OrganizationId> All { get; }
}
