namespace RunFunctions.Core.Access.Domain;

/// <summary>Whoever sent a request, after their identity has been established. Never made from what a request claims.</summary>
/// <param name="Organization">The only organization whose data the request can reach.</param>
/// <param name="User">Who acts.</param>
/// <param name="Roles">What they may be there; at least one.</param>
/// <param name="Credential">What proved it.</param>
public sealed record Caller(OrganizationId Organization, UserId User, IReadOnlyCollection<Role> Roles, Credential Credential)
{
    public bool Has(Role role) => Roles.Contains(role);
}

/// <param name="Kind">How the identity was established.</param>
/// <param name="Id">Token id, or the login's user id; never a secret.</param>
public sealed record Credential(CredentialKind Kind, string Id);

/// <summary>How an identity was established.</summary>
public enum CredentialKind
{
    /// <summary>A bearer token that this app issued.</summary>
    Token,

    /// <summary>A login that App Service authentication vouches for.</summary>
    Login,
}
