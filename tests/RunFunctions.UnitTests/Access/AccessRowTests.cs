using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Api.Access;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.UnitTests.Access;

/// <summary>What a row says of a caller, and that the check of requests says the same.</summary>
public sealed class AccessRowTests
{
    private static readonly Role[] Roles = Enum.GetValues<Role>();
    private static readonly Relation[] Relations = Enum.GetValues<Relation>();

    // Admins may act on every patient, clinicians on theirs.
    private static readonly AccessRow Patient = Row(
        (Relation.OwnOrganization, [Role.Admin]), (Relation.Assigned, [Role.Admin, Role.Clinician]), (Relation.OtherOrganization, []), (Relation.Unknown, []));

    [Theory]
    [InlineData(null, Relation.OwnOrganization, 401)]
    [InlineData(null, Relation.Unknown, 401)]
    [InlineData(Role.Submitter, Relation.OwnOrganization, 403)]
    [InlineData(Role.Submitter, Relation.Assigned, 403)]
    [InlineData(Role.Submitter, Relation.OtherOrganization, 403)]
    [InlineData(Role.Submitter, Relation.Unknown, 403)]
    [InlineData(Role.Clinician, Relation.OwnOrganization, 404)]
    [InlineData(Role.Clinician, Relation.Assigned, 200)]
    [InlineData(Role.Clinician, Relation.OtherOrganization, 404)]
    [InlineData(Role.Clinician, Relation.Unknown, 404)]
    [InlineData(Role.Admin, Relation.OwnOrganization, 200)]
    [InlineData(Role.Admin, Relation.OtherOrganization, 404)]
    public void The_status_follows_from_role_and_relation(Role? role, Relation relation, int status) =>
        Assert.Equal(status, Patient.StatusOf(role, relation));

    [Theory]
    [InlineData(Role.Clinician, Relation.OwnOrganization, 403)]
    [InlineData(Role.Clinician, Relation.OtherOrganization, 404)]
    [InlineData(Role.Clinician, Relation.Unknown, 404)]
    [InlineData(Role.Clinician, Relation.Assigned, 200)]
    public void A_row_may_refuse_openly_within_the_organization_only(Role role, Relation relation, int status) =>
        Assert.Equal(status, (Patient with { Hidden = 403 }).StatusOf(role, relation));

    [Fact]
    public void A_public_row_admits_everybody()
    {
        var row = Row((Relation.OwnOrganization, Roles)) with { IsPublic = true };
        Assert.Equal(200, row.StatusOf(null, Relation.OwnOrganization));
        Assert.All(Roles, role => Assert.Equal(200, row.StatusOf(role, Relation.OwnOrganization)));
        Assert.False(row.HasObject);
    }

    [Fact]
    public void One_fitting_role_of_several_is_enough()
    {
        Assert.Null(Patient.Check(CallerWith(Role.Submitter, Role.Clinician)));
        Assert.True(Patient.Allows(CallerWith(Role.Submitter, Role.Clinician), Relation.Assigned));
        Assert.False(Patient.Allows(CallerWith(Role.Submitter, Role.Clinician), Relation.OwnOrganization));
        Assert.False(Patient.Allows(CallerWith(Role.Admin), Relation.Creator));
        Assert.Equal(AccessRow.RoleNotAllowedReason, Patient.Check(CallerWith(Role.Submitter, Role.Nurse))!.Reason);
    }

    [Fact]
    public void What_a_row_says_and_what_the_check_does_never_disagree()
    {
        var rows = from allowed in Gen.SubListOf(Roles).ArrayOf(Relations.Length)
                   from relations in Gen.SubListOf(Relations).Where(relations => relations.Count > 0)
                   from hidden in Gen.Elements(403, 404)
                   from isPublic in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
                   select Row([.. relations.Select(relation => (relation, allowed[(int)relation].ToArray()))]) with { Hidden = hidden, IsPublic = isPublic };
        Prop.ForAll(rows.ToArbitrary(), row =>
        {
            foreach (var role in Roles)
            {
                var caller = CallerWith(role);
                foreach (var relation in row.Relations)
                {
                    var status = row.StatusOf(role, relation);
                    Assert.Equal(status == 200, row.Check(caller) is null && row.Allows(caller, relation));
                    Assert.True(row.Check(caller) is null || status == 403);
                    Assert.Equal(row.IsPublic ? 200 : 401, row.StatusOf(null, relation));
                }
            }
        }).QuickCheckThrowOnFailure();
    }

    private static AccessRow Row(params (Relation Relation, Role[] Roles)[] allowed) =>
        new("Sample", allowed.ToDictionary(cell => cell.Relation, cell => (IReadOnlySet<Role>)cell.Roles.ToHashSet()), Success: 200, Audit: null);

    private static Caller CallerWith(params Role[] roles) =>
        new(OrganizationId.Parse("acme"), UserId.Parse("ana"), roles, new Credential(CredentialKind.Token, "00112233445566778899"));
}
