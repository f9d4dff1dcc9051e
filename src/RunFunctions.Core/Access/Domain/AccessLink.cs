namespace RunFunctions.Core.Access.Domain;

/// <summary>
/// What a signed link lets its bearer do: call one function at one address, as the caller who asked for the link, for a while.
/// It carries no rights of its own: the credential must still be good when it is used.
/// </summary>
/// <param name="Organization">Organization of the caller.</param>
/// <param name="User">The caller.</param>
/// <param name="Credential">What the caller was known by.</param>
/// <param name="Function">Name of the function.</param>
/// <param name="Address">Path and query without the link, exactly.</param>
/// <param name="ExpiresAt">From when it is refused, UTC, in whole seconds.</param>
public sealed record AccessLink(
    OrganizationId Organization, UserId User, Credential Credential, string Function, string Address, DateTimeOffset ExpiresAt);
