using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;

namespace RunFunctions.Core.Access.Application;

/// <param name="Organization">Whose token it is.</param>
/// <param name="User">Who it is for.</param>
/// <param name="Text">The secret.</param>
public sealed record DemonstrationToken(OrganizationId Organization, DemonstrationUser User, TokenText Text);

/// <summary>
/// Puts the organizations of <see cref="Demonstration"/> where they are missing and issues a token to each user. Repeatable:
/// what is there stays, and tokens that are still good are used again.
/// </summary>
public sealed class SeedDemonstration(
    IOrganizationStore organizations,
    IMembershipStore memberships,
    IPatientStore patients,
    IAssignmentStore assignments,
    ITokenStore tokens,
    IssueToken issueToken,
    RecogniseToken recogniseToken,
    TimeProvider clock)
{
    private const string TokenName = "Demonstration";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(366);

    private static readonly UserId Seeder = UserId.Parse("demonstration");

    /// <param name="kept">Texts of tokens that were issued before.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A token of every user.</returns>
    public async Task<IReadOnlyList<DemonstrationToken>> HandleAsync(IReadOnlyList<string> kept, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(kept);
        Dictionary<(OrganizationId Organization, UserId User), TokenText> good = [];
        foreach (var text in kept)
        {
            if ((await recogniseToken.HandleAsync(text, cancellationToken)).Caller is { } caller)
            {
                good[(caller.Organization, caller.User)] = TokenText.Parse(text)!;
            }
        }

        List<DemonstrationToken> all = [];
        foreach (var organization in Demonstration.Organizations)
        {
            await PutAsync(organization, cancellationToken);
            await RevokeLostAsync(organization.Id, good, cancellationToken);
            foreach (var user in organization.Users)
            {
                var text = good.GetValueOrDefault((organization.Id, user.User)) ?? await IssueAsync(organization.Id, user, cancellationToken);
                all.Add(new DemonstrationToken(organization.Id, user, text));
            }
        }

        return all;
    }

    private async Task PutAsync(DemonstrationOrganization organization, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await organizations.TryAddAsync(
            new Organization { Id = organization.Id, Name = organization.Name, CreatedAt = now, UpdatedAt = now, CreatedBy = Seeder, CreatedFrom = organization.Id },
            cancellationToken);
        foreach (var user in organization.Users)
        {
            await memberships.TryAddAsync(
                new Membership { Organization = organization.Id, User = user.User, Roles = [user.Role], IsActive = true, CreatedAt = now, UpdatedAt = now, CreatedBy = Seeder },
                cancellationToken);
        }

        foreach (var patient in organization.Patients)
        {
            if (await patients.FindAsync(organization.Id, patient.Id, cancellationToken) is null)
            {
                await PutAsync(organization.Id, patient, now, cancellationToken);
            }
        }
    }

    // Assigned before the patient is there, so that a patient who is there needs nothing more.
    private async Task PutAsync(OrganizationId organization, DemonstrationPatient patient, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (patient.Clinician is { } clinician)
        {
            var assignment = new Assignment { Organization = organization, Id = new AssignmentId(patient.Id, clinician), CreatedAt = now, CreatedBy = Seeder };
            await assignments.TryGrantAsync(assignment, await assignments.AnnounceAsync(assignment, cancellationToken), cancellationToken);
        }

        await patients.TryAddAsync(
            new Patient
            {
                Organization = organization,
                Id = patient.Id,
                FullName = patient.FullName,
                BirthYear = patient.BirthYear,
                Login = patient.Login,
                CreatedAt = now,
                UpdatedAt = now,
                CreatedBy = Seeder,
            },
            cancellationToken);
    }

    // The texts of earlier ones are gone, so nobody can use them any more.
    private async Task RevokeLostAsync(
        OrganizationId organization, Dictionary<(OrganizationId Organization, UserId User), TokenText> good, CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var page = await tokens.ListAsync(organization, user: null, limit: 200, after, cancellationToken);
            foreach (var token in page.Items.Where(token => token.Name == TokenName && token.CreatedBy == Seeder && token.RevokedAt is null))
            {
                if (good.GetValueOrDefault((organization, token.User))?.Id != token.Id)
                {
                    await tokens.RevokeAsync(organization, token.Id, clock.GetUtcNow(), cancellationToken);
                }
            }

            after = page.Next;
        }
        while (after is not null);
    }

    private async Task<TokenText> IssueAsync(OrganizationId organization, DemonstrationUser user, CancellationToken cancellationToken)
    {
        var issued = await issueToken.HandleAsync(
            new IssueTokenCommand(organization, TokenName, user.User, [user.Role], clock.GetUtcNow() + Lifetime, Seeder), cancellationToken);
        return issued.Text;
    }
}
