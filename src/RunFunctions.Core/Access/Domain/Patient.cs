namespace RunFunctions.Core.Access.Domain;

/// <summary>A patient of an organization.</summary>
public sealed record Patient
{
    public required OrganizationId Organization { get; init; }

    public required PatientId Id { get; init; }

    public required string FullName { get; init; }

    public int? BirthYear { get; init; }

    public Sex? Sex { get; init; }

    /// <summary>The patient's own login; no two patients of an organization have the same.</summary>
    public UserId? Login { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required UserId CreatedBy { get; init; }
}

/// <summary>As registered. Wire names are the lowercase words.</summary>
public enum Sex
{
    Female,
    Male,
    Other,
}
