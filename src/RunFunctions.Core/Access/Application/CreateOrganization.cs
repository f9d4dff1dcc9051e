using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Application;

/// <summary>An organization as its creator asks for it, unchecked.</summary>
/// <param name="Name">1–200 characters.</param>
/// <param name="OrganizationId">Null: one is made up.</param>
public sealed record NewOrganization(string? Name, string? OrganizationId = null);

/// <param name="Organization">As it is kept.</param>
/// <param name="AdminToken">The first admin's token; its secret cannot be had again.</param>
public sealed record CreatedOrganization(Organization Organization, IssuedToken AdminToken);

/// <summary>
/// Creates an organization with the caller as its first admin. The row comes first and the token last; when it breaks off in
/// between, the same caller completes it by asking again, because no token of it was ever issued.
/// </summary>
public sealed class CreateOrganization(
    IOrganizationStore organizations, IMembershipStore memberships, ITokenStore tokens, IssueToken issueToken, IIdSource ids, TimeProvider clock)
{
    /// <summary>The id belongs to an organization already.</summary>
    public const string OrganizationExistsReason = "ORGANIZATION_EXISTS";

    private const string TokenName = "First admin";

    public async Task<Result<CreatedOrganization>> HandleAsync(RequestOrigin origin, NewOrganization wanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(wanted);
        var now = clock.GetUtcNow();
        var input = new AccessInput();
        var organization = new Organization
        {
            Id = input.Organization("organization_id", wanted.OrganizationId ?? $"org-{ids.NewId():N}"),
            Name = input.Name("name", wanted.Name),
            CreatedAt = now,
            UpdatedAt = now,
            CreatedBy = origin.User,
            CreatedFrom = origin.Organization,
        };
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!await organizations.TryAddAsync(organization, cancellationToken))
        {
            if (await FindUnfinishedAsync(origin, organization.Id, cancellationToken) is not { } unfinished)
            {
                return Refusal.Conflict(OrganizationExistsReason, "There is an organization with this id.");
            }

            organization = unfinished;
        }

        var admin = new Membership
        {
            Organization = organization.Id,
            User = origin.User,
            Roles = [Role.Admin],
            IsActive = true,
            CreatedAt = now,
            UpdatedAt = now,
            CreatedBy = origin.User,
        };
        await memberships.TryAddAsync(admin, CancellationToken.None);
        var issued = await issueToken.HandleAsync(
            new IssueTokenCommand(organization.Id, TokenName, origin.User, admin.Roles, now + CreateToken.DefaultLifetime, origin.User), CancellationToken.None);
        return new CreatedOrganization(organization, issued);
    }

    private async Task<Organization?> FindUnfinishedAsync(RequestOrigin origin, OrganizationId id, CancellationToken cancellationToken)
    {
        var stored = await organizations.FindAsync(id, cancellationToken);
        return stored?.CreatedBy == origin.User && stored.CreatedFrom == origin.Organization
            && (await tokens.ListAsync(id, user: null, limit: 1, after: null, cancellationToken)).Items.Count == 0
            ? stored
            : null;
    }
}
