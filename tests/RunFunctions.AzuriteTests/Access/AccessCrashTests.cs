using RunFunctions.AzuriteTests.Crash;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>
/// Every change, interrupted before and after every one of its storage calls, and with the reply to each lost: an interrupted
/// one gives nobody access and can be repeated; one whose reply was lost does not notice.
/// </summary>
public sealed class AccessCrashTests
{
    private static readonly UserId Clinician = UserId.Parse("clinician");
    private static readonly UserId Login = UserId.Parse("login");

    [Fact]
    public Task An_assignment() => ForEveryFaultAsync(
        PrepareAsync,
        async (process, origin, patient) => IsOk(await process.Get<AssignPatient>().HandleAsync(origin, new NewAssignment(Clinician.Value, patient.Value), CancellationToken.None)),
        async (healthy, origin, patient) =>
        {
            // Access that the patient's list does not show is access that nobody sees.
            var isAssigned = await healthy.Get<IAssignments>().IsAssignedAsync(origin.Organization, Clinician, patient, CancellationToken.None);
            var mirrors = await healthy.Get<IAssignmentStore>().ListOfPatientAsync(origin.Organization, patient, 10, null, CancellationToken.None);
            Assert.False(isAssigned && mirrors.Items.Count == 0);
        },
        (healthy, origin, patient) => BothViewsAsync(healthy, origin, patient, expected: true));

    [Fact]
    public Task The_end_of_an_assignment() => ForEveryFaultAsync(
        async (healthy, origin) =>
        {
            var patient = await PrepareAsync(healthy, origin);
            await healthy.Get<AssignPatient>().HandleAsync(origin, new NewAssignment(Clinician.Value, patient.Value), CancellationToken.None);
            return patient;
        },
        (process, origin, patient) => process.Get<IAssignmentStore>().RemoveAsync(origin.Organization, new AssignmentId(patient, Clinician), CancellationToken.None),
        async (healthy, origin, patient) =>
        {
            var isAssigned = await healthy.Get<IAssignments>().IsAssignedAsync(origin.Organization, Clinician, patient, CancellationToken.None);
            var mirrors = await healthy.Get<IAssignmentStore>().ListOfPatientAsync(origin.Organization, patient, 10, null, CancellationToken.None);
            Assert.False(isAssigned && mirrors.Items.Count == 0);
        },
        (healthy, origin, patient) => BothViewsAsync(healthy, origin, patient, expected: false));

    [Fact]
    public Task A_registration_with_a_login() => ForEveryFaultAsync(
        (_, _) => Task.FromResult(default(PatientId)),
        async (process, origin, _) => IsOk(await process.Get<RegisterPatient>().HandleAsync(origin, new NewPatient("Name", Subject: Login.Value), CancellationToken.None)),
        (healthy, origin, _) => OneHolderAtMostAsync(healthy, origin),
        async (healthy, origin, _) => Assert.NotNull(await healthy.Get<IPatientStore>().FindByLoginAsync(origin.Organization, Login, CancellationToken.None)));

    [Fact]
    public Task A_change_of_login() => ForEveryFaultAsync(
        async (healthy, origin) => (await healthy.Get<RegisterPatient>().HandleAsync(origin, new NewPatient("Name", Subject: "old"), CancellationToken.None)).Value!.Id,
        async (process, origin, patient) => IsOk(await process.Get<ChangePatient>().HandleAsync(
            origin.Organization, patient, new PatientChanges { Subject = Login.Value }, _ => true, CancellationToken.None)),
        (healthy, origin, _) => OneHolderAtMostAsync(healthy, origin),
        async (healthy, origin, patient) =>
        {
            Assert.Equal(patient, (await healthy.Get<IPatientStore>().FindByLoginAsync(origin.Organization, Login, CancellationToken.None))?.Id);
            Assert.True(IsOk(await healthy.Get<RegisterPatient>().HandleAsync(origin, new NewPatient("Next", Subject: "old"), CancellationToken.None)));
        });

    [Fact]
    public Task The_removal_of_a_patient_with_a_login() => ForEveryFaultAsync(
        async (healthy, origin) => (await healthy.Get<RegisterPatient>().HandleAsync(origin, new NewPatient("Name", Subject: Login.Value), CancellationToken.None)).Value!.Id,
        async (process, origin, patient) => IsOk(await process.Get<RemovePatient>().HandleAsync(origin.Organization, patient, CancellationToken.None)),
        (healthy, origin, _) => OneHolderAtMostAsync(healthy, origin),
        async (healthy, origin, patient) =>
        {
            Assert.Null(await healthy.Get<IPatientStore>().FindAsync(origin.Organization, patient, CancellationToken.None));
            Assert.True(IsOk(await healthy.Get<RegisterPatient>().HandleAsync(origin, new NewPatient("Next", Subject: Login.Value), CancellationToken.None)));
        });

    [Fact]
    public Task The_end_of_an_admin_with_a_token() => ForEveryFaultAsync(
        async (healthy, origin) =>
        {
            foreach (var name in (string[])["one", "two"])
            {
                await healthy.Get<AddMember>().HandleAsync(origin, new NewMember(name, ["admin"]), CancellationToken.None);
            }

            await healthy.Get<CreateToken>().HandleAsync(origin, new NewToken("Name", "one", ["admin"]), CancellationToken.None);
            return default;
        },
        async (process, origin, _) => IsOk(await process.Get<RemoveMember>().HandleAsync(origin.Organization, UserId.Parse("one"), CancellationToken.None)),
        async (healthy, origin, _) =>
        {
            // A membership that is gone leaves no token behind.
            var tokens = await healthy.Get<ITokenStore>().ListAsync(origin.Organization, UserId.Parse("one"), 10, null, CancellationToken.None);
            var member = await healthy.Get<IMembershipStore>().FindAsync(origin.Organization, UserId.Parse("one"), CancellationToken.None);
            Assert.True(member is not null || tokens.Items.All(token => token.RevokedAt is not null));
        },
        async (healthy, origin, _) =>
        {
            Assert.Null(await healthy.Get<IMembershipStore>().FindAsync(origin.Organization, UserId.Parse("one"), CancellationToken.None));
            var last = await healthy.Get<RemoveMember>().HandleAsync(origin.Organization, UserId.Parse("two"), CancellationToken.None);
            Assert.Equal(ChangeMember.LastAdminReason, last.Refusal?.Reason);
        });

    [Fact]
    public Task The_creation_of_an_organization() => ForEveryFaultAsync(
        (_, _) => Task.FromResult(default(PatientId)),
        async (process, origin, _) => IsOk(await process.Get<CreateOrganization>().HandleAsync(origin, new NewOrganization("Name", Founded(origin).Value), CancellationToken.None)),
        (_, _, _) => Task.CompletedTask,
        async (healthy, origin, _) =>
        {
            var founded = Founded(origin);
            Assert.NotNull(await healthy.Get<IOrganizationStore>().FindAsync(founded, CancellationToken.None));
            Assert.True((await healthy.Get<IMembershipStore>().FindAsync(founded, origin.User, CancellationToken.None))?.IsActiveAdmin);
            Assert.Single((await healthy.Get<ITokenStore>().ListAsync(founded, origin.User, 10, null, CancellationToken.None)).Items);
        });

    private static OrganizationId Founded(RequestOrigin origin) => OrganizationId.Parse("n" + origin.Organization.Value[1..]);

    private static bool IsOk<T>(Result<T> result) => result.TryGet(out _, out _);

    private static async Task<PatientId> PrepareAsync(AccessProcess healthy, RequestOrigin origin)
    {
        await healthy.Get<AddMember>().HandleAsync(origin, new NewMember(Clinician.Value, ["clinician"]), CancellationToken.None);
        return (await healthy.Get<RegisterPatient>().HandleAsync(origin, new NewPatient("Name"), CancellationToken.None)).Value!.Id;
    }

    private static async Task BothViewsAsync(AccessProcess healthy, RequestOrigin origin, PatientId patient, bool expected)
    {
        Assert.Equal(expected, await healthy.Get<IAssignments>().IsAssignedAsync(origin.Organization, Clinician, patient, CancellationToken.None));
        var mirrors = await healthy.Get<IAssignmentStore>().ListOfPatientAsync(origin.Organization, patient, 10, null, CancellationToken.None);
        Assert.Equal(expected ? 1 : 0, mirrors.Items.Count);
    }

    private static async Task OneHolderAtMostAsync(AccessProcess healthy, RequestOrigin origin)
    {
        var patients = await healthy.Get<IPatientStore>().ListAsync(origin.Organization, 10, null, CancellationToken.None);
        Assert.True(patients.Items.Count(patient => patient.Login == Login) <= 1);
    }

    /// <summary>Makes a change with a fault at its first call, then at its second, until it has no more calls.</summary>
    private static async Task ForEveryFaultAsync(
        Func<AccessProcess, RequestOrigin, Task<PatientId>> prepare,
        Func<AccessProcess, RequestOrigin, PatientId, Task<bool>> change,
        Func<AccessProcess, RequestOrigin, PatientId, Task> holdsInBetween,
        Func<AccessProcess, RequestOrigin, PatientId, Task> holdsAfterwards)
    {
        await using var world = await AccessWorld.CreateAsync();
        foreach (var fault in (Fault[])[Fault.DieBefore, Fault.DieAfter, Fault.LoseReply])
        {
            var call = 1;
            while (await HappensAsync(fault, call))
            {
                call++;
            }

            Assert.True(call > 1);
        }

        async Task<bool> HappensAsync(Fault fault, int call)
        {
            var origin = AccessWorld.NewOrigin();
            var patient = await prepare(world.Healthy, origin);
            var faults = new FaultPolicy(fault, call);
            await using var process = world.NewProcess(faults);
            try
            {
                Assert.True(await change(process, origin, patient), $"{fault} at call {call}: {faults.Place}");
                Assert.True(fault == Fault.LoseReply || faults.Place is null);
            }
            catch (ProcessDiedException)
            {
                await holdsInBetween(world.Healthy, origin, patient);
                await change(world.Healthy, origin, patient);
            }

            await holdsAfterwards(world.Healthy, origin, patient);
            return faults.Place is not null;
        }
    }
}
