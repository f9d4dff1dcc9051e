using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Api.Access;

// What callers see of organizations, members, patients, assignments and keys. Nothing here holds a secret but the two views
// of things that were just made with one.

public sealed record MeView(string Organization, string Subject, IReadOnlyList<string> Roles, CredentialView Credential)
{
    public static MeView Of(Caller caller, DateTimeOffset? expiresAt) => new(
        caller.Organization.Value,
        caller.User.Value,
        caller.Roles.ToNames(),
        new CredentialView(caller.Credential.Kind == CredentialKind.Token ? "token" : "login", caller.Credential.Id, expiresAt));
}

/// <param name="Kind"><c>token</c> or <c>login</c>.</param>
/// <param name="Id">Token id or login.</param>
/// <param name="ExpiresAt">Of a token; null for a login.</param>
public sealed record CredentialView(string Kind, string Id, DateTimeOffset? ExpiresAt);

public sealed record OrganizationView(string OrganizationId, string Name, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset UpdatedAt)
{
    public static OrganizationView Of(Organization organization) =>
        new(organization.Id.Value, organization.Name, organization.CreatedAt, organization.CreatedBy.Value, organization.UpdatedAt);
}

/// <param name="OrganizationId">Id of the new organization.</param>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">Its first admin.</param>
/// <param name="AdminToken">The first admin's token, with its secret: shown this once.</param>
public sealed record CreatedOrganizationView(string OrganizationId, string Name, DateTimeOffset CreatedAt, string CreatedBy, IssuedTokenView AdminToken)
{
    public static CreatedOrganizationView Of(CreatedOrganization created) => new(
        created.Organization.Id.Value,
        created.Organization.Name,
        created.Organization.CreatedAt,
        created.Organization.CreatedBy.Value,
        IssuedTokenView.Of(created.AdminToken));
}

public sealed record MembershipView(
    string Organization, string Subject, IReadOnlyList<string> Roles, bool IsActive, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset UpdatedAt)
{
    public static MembershipView Of(Membership member) => new(
        member.Organization.Value,
        member.User.Value,
        member.Roles.ToNames(),
        member.IsActive,
        member.CreatedAt,
        member.CreatedBy.Value,
        member.UpdatedAt);
}

public sealed record PatientView(
    string PatientId, string FullName, int? BirthYear, string? Sex, string? Subject, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset UpdatedAt)
{
    public static PatientView Of(Patient patient) => new(
        patient.Id.Value,
        patient.FullName,
        patient.BirthYear,
        patient.Sex?.ToString().ToLowerInvariant(),
        patient.Login?.Value,
        patient.CreatedAt,
        patient.CreatedBy.Value,
        patient.UpdatedAt);
}

public sealed record AssignmentView(string AssignmentId, string ClinicianSubject, string PatientId, DateTimeOffset CreatedAt, string CreatedBy)
{
    public static AssignmentView Of(Assignment assignment) => new(
        assignment.Id.ToString(), assignment.Id.Clinician.Value, assignment.Id.Patient.Value, assignment.CreatedAt, assignment.CreatedBy.Value);
}

/// <param name="KeyId">Id within its purpose; never the key.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Source"><c>configuration</c> or <c>storage</c>.</param>
/// <param name="CreatedAt">Null for one that the configuration gives.</param>
/// <param name="IsCurrent">Whether it signs now.</param>
public sealed record KeyView(string KeyId, string Purpose, string Source, DateTimeOffset? CreatedAt, bool IsCurrent)
{
    public static KeyView Of(KeyInformation key) =>
        new(key.Id, KeyPurposeNames.Of(key.Purpose), key.Source.ToString().ToLowerInvariant(), key.CreatedAt, key.IsCurrent);
}

/// <summary>The public half of a key that signs receipts and deletion certificates.</summary>
/// <param name="KeyId">Id, which what it signed names.</param>
/// <param name="Algorithm"><c>ES256</c>.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo in PEM.</param>
public sealed record ReceiptKeyView(string KeyId, string Algorithm, string PublicKey);

public sealed record KeyListView(IReadOnlyList<KeyView> Items);

internal static class RoleViews
{
    /// <summary>The names of roles, in the order of the list.</summary>
    public static IReadOnlyList<string> ToNames(this IEnumerable<Role> roles) => [.. roles.Order().Select(RoleNames.Of)];
}
