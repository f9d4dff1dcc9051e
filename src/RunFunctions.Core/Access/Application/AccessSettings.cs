namespace RunFunctions.Core.Access.Application;

/// <summary>Settings of section <c>Access</c>.</summary>
public sealed record AccessSettings
{
    /// <summary>How long a credential that was read is taken for what it was; a revocation elsewhere takes effect after it.</summary>
    public TimeSpan CredentialCache { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Organization of a login whose request names none; empty: such a request is refused.</summary>
    public string LoginOrganization { get; init; } = "";
}
