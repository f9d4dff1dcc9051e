namespace RunFunctions.Core.Access.Domain;

/// <summary>Somebody whose data is kept apart from everybody else's.</summary>
public sealed record Organization
{
    public required OrganizationId Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>User who created it; its first admin.</summary>
    public required UserId CreatedBy { get; init; }

    /// <summary>Organization in which that user was when creating it.</summary>
    public required OrganizationId CreatedFrom { get; init; }
}
