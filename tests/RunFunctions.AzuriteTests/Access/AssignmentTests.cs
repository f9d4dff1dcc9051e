using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>Admins assign patients to clinicians.</summary>
public sealed class AssignmentTests(AccessFixture fixture) : IClassFixture<AccessFixture>
{
    [Fact]
    public async Task A_patient_is_assigned_found_by_the_pair_and_taken_away_again()
    {
        var admin = await fixture.NewOrganizationAsync();
        await admin.AddMemberAsync("dr.k@example.org", "clinician", "reviewer");
        var patient = await admin.RegisterPatientAsync();
        var assignment = await admin.CreateAsync(AccessDriver.Assignments, new { clinician_subject = "dr.k@example.org", patient_id = patient });
        Assert.Equal(["assignment_id", "clinician_subject", "patient_id", "created_at", "created_by"], assignment.Members());
        Assert.Equal(($"{patient}.dr.k@example.org", "admin-1"), (assignment.Text("assignment_id"), assignment.Text("created_by")));
        var path = $"{AccessDriver.Assignments}/{assignment.Text("assignment_id")}";
        Assert.Equal(assignment.ToString(), (await admin.ReadAsync(path)).ToString());
        Assert.True(await IsAssignedAsync(admin.Organization, "dr.k@example.org", patient));
        Assert.False(await IsAssignedAsync(AccessFixture.NewId(), "dr.k@example.org", patient));

        await admin.DeleteAsync(path);
        Assert.False(await IsAssignedAsync(admin.Organization, "dr.k@example.org", patient));
        using var gone = await admin.Client.GetAsync(path);
        await gone.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        using var again = await admin.Client.DeleteAsync(path);
        await again.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        await admin.AssignAsync("dr.k@example.org", patient);
    }

    [Fact]
    public async Task Only_an_active_clinician_gets_a_patient_who_exists()
    {
        var admin = await fixture.NewOrganizationAsync();
        var other = await fixture.NewOrganizationAsync();
        var patient = await admin.RegisterPatientAsync();
        await admin.AddMemberAsync("clinician", "clinician");
        await admin.AddMemberAsync("nurse", "nurse", "admin");
        await admin.AddMemberAsync("inactive", "clinician");
        await admin.ChangeAsync(AccessDriver.Memberships + "/inactive", new { is_active = false });
        await other.AddMemberAsync("foreigner", "clinician");
        foreach (var subject in (string[])["nurse", "inactive", "foreigner", "nobody"])
        {
            using var refused = await admin.PostAsync(AccessDriver.Assignments, new { clinician_subject = subject, patient_id = patient });
            await refused.ConflictAsync("NOT_A_CLINICIAN");
        }

        foreach (var unknown in (string[])[Guid.NewGuid().ToString(), await other.RegisterPatientAsync()])
        {
            using var refused = await admin.PostAsync(AccessDriver.Assignments, new { clinician_subject = "clinician", patient_id = unknown });
            await refused.ConflictAsync("PATIENT_UNKNOWN");
        }

        using var bad = await admin.PostAsync(AccessDriver.Assignments, new { clinician_subject = "", patient_id = "1" });
        Assert.Equal(["clinician_subject user_id", "patient_id uuid"], (await bad.ProblemAsync(HttpStatusCode.BadRequest)).Errors);
        Assert.Empty(await admin.ListAsync(AccessDriver.Assignments, limit: 10));
        using var malformed = await admin.Client.GetAsync($"{AccessDriver.Assignments}/{patient}");
        await malformed.InvalidAsync("assignment_id", "assignment_id");
    }

    [Fact]
    public async Task Of_many_assignments_of_one_pair_one_is_made()
    {
        var admin = await fixture.NewOrganizationAsync();
        await admin.AddMemberAsync("clinician", "clinician");
        var patient = await admin.RegisterPatientAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => admin.PostAsync(AccessDriver.Assignments, new { clinician_subject = "clinician", patient_id = patient })));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            await refused.ConflictAsync("ASSIGNMENT_EXISTS");
        }

        Assert.Single(await admin.ListAsync(AccessDriver.Assignments + "?patient=" + patient, limit: 10));
    }

    [Fact]
    public async Task A_patient_is_never_removed_while_being_assigned()
    {
        var admin = await fixture.NewOrganizationAsync();
        await admin.AddMemberAsync("clinician", "clinician");
        for (var round = 0; round < 8; round++)
        {
            var patient = await admin.RegisterPatientAsync(login: $"login-{round}");
            var assign = admin.PostAsync(AccessDriver.Assignments, new { clinician_subject = "clinician", patient_id = patient });
            var remove = admin.Client.DeleteAsync($"{AccessDriver.Patients}/{patient}");
            using var assigned = await assign;
            using var removed = await remove;

            var isAssigned = await IsAssignedAsync(admin.Organization, "clinician", patient);
            using var read = await admin.Client.GetAsync($"{AccessDriver.Patients}/{patient}");
            Assert.Equal(assigned.StatusCode == HttpStatusCode.Created, isAssigned);
            Assert.Equal(removed.StatusCode == HttpStatusCode.NoContent, read.StatusCode == HttpStatusCode.NotFound);
            Assert.False(isAssigned && read.StatusCode == HttpStatusCode.NotFound);
            Assert.Equal(isAssigned ? 1 : 0, (await admin.ListAsync(AccessDriver.Assignments + "?patient=" + patient, limit: 10)).Count);
        }
    }

    [Fact]
    public async Task Assigning_and_taking_away_at_once_leaves_both_views_the_same()
    {
        var admin = await fixture.NewOrganizationAsync();
        await admin.AddMemberAsync("clinician", "clinician");
        var patient = await admin.RegisterPatientAsync();
        for (var round = 0; round < 8; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(i => i % 2 == 0
                ? admin.PostAsync(AccessDriver.Assignments, new { clinician_subject = "clinician", patient_id = patient })
                : admin.Client.DeleteAsync($"{AccessDriver.Assignments}/{patient}.clinician")));

            Assert.Equal(
                await IsAssignedAsync(admin.Organization, "clinician", patient),
                (await admin.ListAsync(AccessDriver.Assignments + "?patient=" + patient, limit: 10)).Count == 1);
        }
    }

    [Fact]
    public async Task Pages_hold_every_assignment_once_however_they_are_selected()
    {
        var admin = await fixture.NewOrganizationAsync();
        string[] clinicians = ["c-1", "c-2", "c-3"];
        foreach (var clinician in clinicians)
        {
            await admin.AddMemberAsync(clinician, "clinician");
        }

        var patients = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => admin.RegisterPatientAsync($"Patient {i}")));
        List<string> made = [];
        foreach (var clinician in clinicians)
        {
            foreach (var patient in patients)
            {
                made.Add(await admin.AssignAsync(clinician, patient));
            }
        }

        foreach (var limit in (int[])[1, 5, 200])
        {
            Assert.Equal(made.Order(StringComparer.Ordinal), (await ListAsync("", limit)).Order(StringComparer.Ordinal));
            Assert.Equal(patients.Order(StringComparer.Ordinal).Select(patient => patient + ".c-2"), await ListAsync("?clinician=c-2", limit));
            Assert.Equal(clinicians.Select(clinician => $"{patients[1]}.{clinician}"), await ListAsync("?patient=" + patients[1], limit));
            Assert.Equal([$"{patients[1]}.c-3"], await ListAsync($"?clinician=c-3&patient={patients[1]}", limit));
            Assert.Empty(await ListAsync("?clinician=c-4", limit));
        }

        using var bad = await admin.Client.GetAsync(AccessDriver.Assignments + "?patient=1");
        await bad.InvalidAsync("patient", "uuid");
        using var worse = await admin.Client.GetAsync(AccessDriver.Assignments + "?clinician=");
        await worse.InvalidAsync("clinician", "user_id");

        async Task<IEnumerable<string>> ListAsync(string query, int limit) =>
            (await admin.ListAsync(AccessDriver.Assignments + query, limit)).Select(assignment => assignment.Text("assignment_id")!);
    }

    private Task<bool> IsAssignedAsync(OrganizationId organization, string clinician, string patient) =>
        fixture.App.Services.GetRequiredService<IAssignments>().IsAssignedAsync(organization, UserId.Parse(clinician), PatientId.Parse(patient), CancellationToken.None);
}
