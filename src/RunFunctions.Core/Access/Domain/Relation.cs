namespace RunFunctions.Core.Access.Domain;

/// <summary>How a caller stands to the object of a request.</summary>
public enum Relation
{
    /// <summary>The object belongs to the caller's organization; nothing closer applies.</summary>
    OwnOrganization,

    /// <summary>The object concerns a patient who is assigned to the caller.</summary>
    Assigned,

    /// <summary>The caller made the object, and is still assigned where it concerns a patient.</summary>
    Creator,

    /// <summary>The object belongs to another organization.</summary>
    OtherOrganization,

    /// <summary>There is no such object.</summary>
    Unknown,
}
