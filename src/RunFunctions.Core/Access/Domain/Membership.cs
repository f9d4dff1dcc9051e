namespace RunFunctions.Core.Access.Domain;

/// <summary>What a user is in an organization. A login has the roles of its membership; a token has its own.</summary>
public sealed record Membership
{
    public required OrganizationId Organization { get; init; }

    public required UserId User { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyCollection<Role> Roles { get; init; }

    /// <summary>Whether the user may do anything here.</summary>
    public required bool IsActive { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required UserId CreatedBy { get; init; }

    /// <summary>Whether the member can administer the organization.</summary>
    public bool IsActiveAdmin => IsActive && Roles.Contains(Role.Admin);
}
