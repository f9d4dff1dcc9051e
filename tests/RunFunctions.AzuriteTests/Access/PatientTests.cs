using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>Patients are registered by admins and seen by the clinicians to whom they are assigned.</summary>
public sealed class PatientTests(AccessFixture fixture) : IClassFixture<AccessFixture>
{
    private static readonly UserId Clinician = UserId.Parse("clinician-1");

    [Fact]
    public async Task A_patient_is_registered_read_changed_and_removed()
    {
        var admin = await fixture.NewOrganizationAsync();
        var patient = await admin.CreateAsync(AccessDriver.Patients, new { full_name = "Sample Patient", birth_year = 1980, sex = "female", subject = "patient-1" });
        Assert.Equal(["patient_id", "full_name", "birth_year", "sex", "subject", "created_at", "created_by", "updated_at"], patient.Members());
        var path = $"{AccessDriver.Patients}/{patient.Text("patient_id")}";
        Assert.Equal(patient.ToString(), (await admin.ReadAsync(path)).ToString());

        var changed = await admin.ChangeAsync(path, new { full_name = "Other Name", birth_year = (int?)null });
        Assert.Equal(("Other Name", "female", "patient-1"), (changed.Text("full_name"), changed.Text("sex"), changed.Text("subject")));
        Assert.Equal(JsonValueKind.Null, changed.GetProperty("birth_year").ValueKind);

        await admin.DeleteAsync(path);
        using var gone = await admin.Client.GetAsync(path);
        await gone.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        using var again = await admin.Client.DeleteAsync(path);
        await again.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        Assert.NotEqual(patient.Text("patient_id"), await admin.RegisterPatientAsync(login: "patient-1"));
    }

    [Fact]
    public async Task A_change_names_the_version_it_was_decided_on()
    {
        var admin = await fixture.NewOrganizationAsync();
        var path = $"{AccessDriver.Patients}/{await admin.RegisterPatientAsync()}";
        using var read = await admin.Client.GetAsync(path);
        var tag = read.Header("ETag");
        using var first = await admin.PatchAsync(path, new { full_name = "First" }, tag);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var late = await admin.PatchAsync(path, new { full_name = "Second" }, tag);
        await late.RefusedAsync(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        using var next = await admin.PatchAsync(path, new { full_name = "Third" }, first.Header("ETag"));
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        using var any = await admin.PatchAsync(path, new { full_name = "Fourth" }, "*");
        Assert.Equal(HttpStatusCode.OK, any.StatusCode);
        foreach (var unfit in (string[])["W/" + any.Header("ETag"), "\"unknown\"", "nonsense"])
        {
            using var refused = await admin.PatchAsync(path, new { full_name = "Fifth" }, unfit);
            await refused.RefusedAsync(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        }

        Assert.Equal("Fourth", (await admin.ReadAsync(path)).Text("full_name"));
    }

    [Fact]
    public async Task No_two_patients_of_an_organization_have_the_same_login()
    {
        var admin = await fixture.NewOrganizationAsync();
        var other = await fixture.NewOrganizationAsync();
        var first = await admin.RegisterPatientAsync(login: "login-1");
        var second = await admin.RegisterPatientAsync();
        await other.RegisterPatientAsync(login: "login-1");
        using (var taken = await admin.PostAsync(AccessDriver.Patients, new { full_name = "Third", subject = "login-1" }))
        using (var changed = await admin.PatchAsync($"{AccessDriver.Patients}/{second}", new { subject = "login-1" }))
        {
            await taken.ConflictAsync("PATIENT_LOGIN_TAKEN");
            await changed.ConflictAsync("PATIENT_LOGIN_TAKEN");
        }

        await admin.ChangeAsync($"{AccessDriver.Patients}/{first}", new { subject = "login-2" });
        await admin.ChangeAsync($"{AccessDriver.Patients}/{second}", new { subject = "login-1" });
        await admin.ChangeAsync($"{AccessDriver.Patients}/{first}", new { subject = (string?)null });
        await admin.RegisterPatientAsync(login: "login-2");

        var store = fixture.App.Services.GetRequiredService<IPatientStore>();
        Assert.Equal(second, (await store.FindByLoginAsync(admin.Organization, UserId.Parse("login-1"), CancellationToken.None))?.Id.Value);
        Assert.Null(await store.FindByLoginAsync(admin.Organization, UserId.Parse("login-3"), CancellationToken.None));
    }

    [Fact]
    public async Task Of_many_who_want_one_login_at_once_one_gets_it()
    {
        for (var round = 0; round < 3; round++)
        {
            var admin = await fixture.NewOrganizationAsync();
            var registered = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => admin.RegisterPatientAsync($"Patient {i}", i == 0 ? "old" : null)));
            var answers = await Task.WhenAll(
                Enumerable.Range(0, 3).Select(_ => admin.PostAsync(AccessDriver.Patients, new { full_name = "New", subject = "wanted" }))
                    .Concat(registered.Select(id => admin.PatchAsync($"{AccessDriver.Patients}/{id}", new { subject = "wanted" }))));

            Assert.Single(answers, answer => answer.IsSuccessStatusCode);
            foreach (var refused in answers.Where(answer => !answer.IsSuccessStatusCode))
            {
                await refused.ConflictAsync("PATIENT_LOGIN_TAKEN");
            }

            var patients = await admin.ListAsync(AccessDriver.Patients, limit: 10);
            var holder = Assert.Single(patients, patient => patient.Text("subject") == "wanted");
            var store = fixture.App.Services.GetRequiredService<IPatientStore>();
            Assert.Equal(holder.Text("patient_id"), (await store.FindByLoginAsync(admin.Organization, UserId.Parse("wanted"), CancellationToken.None))?.Id.Value);
        }
    }

    [Fact]
    public async Task A_clinician_sees_assigned_patients_and_no_others()
    {
        var admin = await fixture.NewOrganizationAsync();
        await admin.AddMemberAsync(Clinician.Value, "clinician");
        await admin.AddMemberAsync("clinician-2", "clinician");
        var patients = await Task.WhenAll(Enumerable.Range(0, 7).Select(i => admin.RegisterPatientAsync($"Patient {i}")));
        foreach (var patient in patients[..5])
        {
            await admin.AssignAsync(Clinician.Value, patient);
        }

        await admin.AssignAsync("clinician-2", patients[5]);
        var clinician = await fixture.AsAsync(admin.Organization, Clinician, Role.Clinician);
        var seen = await clinician.ListAsync(AccessDriver.Patients, limit: 2);
        Assert.Equal(patients[..5].Order(StringComparer.Ordinal), seen.Select(patient => patient.Text("patient_id")!));
        Assert.Equal("Patient 0", (await clinician.ReadAsync($"{AccessDriver.Patients}/{patients[0]}")).Text("full_name"));
        foreach (var hidden in (string[])[patients[5], patients[6], Guid.NewGuid().ToString()])
        {
            using var answer = await clinician.Client.GetAsync($"{AccessDriver.Patients}/{hidden}");
            await answer.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        }

        await admin.DeleteAsync($"{AccessDriver.Assignments}/{patients[0]}.{Clinician}");
        using var noMore = await clinician.Client.GetAsync($"{AccessDriver.Patients}/{patients[0]}");
        await noMore.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        using var change = await clinician.PatchAsync($"{AccessDriver.Patients}/{patients[1]}", new { full_name = "Mine" });
        await change.RefusedAsync(HttpStatusCode.Forbidden, "FORBIDDEN");

        var both = await fixture.AsAsync(admin.Organization, Clinician, Role.Clinician, Role.Admin);
        Assert.Equal(7, (await both.ListAsync(AccessDriver.Patients, limit: 3)).Count);
    }

    [Fact]
    public async Task Pages_hold_every_patient_of_the_organization_once_in_the_order_of_ids()
    {
        var admin = await fixture.NewOrganizationAsync();
        var other = await fixture.NewOrganizationAsync();
        await other.RegisterPatientAsync(login: "foreign");
        var ids = await Task.WhenAll(Enumerable.Range(0, 23).Select(i => admin.RegisterPatientAsync($"Patient {i}", i % 2 == 0 ? $"login-{i}" : null)));
        foreach (var limit in (int[])[1, 5, 23, 200])
        {
            Assert.Equal(ids.Order(StringComparer.Ordinal), (await admin.ListAsync(AccessDriver.Patients, limit)).Select(patient => patient.Text("patient_id")!));
        }
    }

    [Fact]
    public async Task A_patient_who_is_assigned_is_not_removed()
    {
        var admin = await fixture.NewOrganizationAsync();
        await admin.AddMemberAsync(Clinician.Value, "clinician");
        var patient = await admin.RegisterPatientAsync(login: "login");
        var assignment = await admin.AssignAsync(Clinician.Value, patient);
        using (var refused = await admin.Client.DeleteAsync($"{AccessDriver.Patients}/{patient}"))
        {
            await refused.ConflictAsync("PATIENT_ASSIGNED");
        }

        await admin.DeleteAsync($"{AccessDriver.Assignments}/{assignment}");
        await admin.DeleteAsync($"{AccessDriver.Patients}/{patient}");
    }

    [Fact]
    public async Task A_patient_of_another_organization_does_not_exist()
    {
        var admin = await fixture.NewOrganizationAsync();
        var other = await fixture.NewOrganizationAsync();
        var path = $"{AccessDriver.Patients}/{await other.RegisterPatientAsync()}";
        using var read = await admin.Client.GetAsync(path);
        await read.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        using var changed = await admin.PatchAsync(path, new { full_name = "Mine" });
        await changed.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        using var removed = await admin.Client.DeleteAsync(path);
        await removed.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        Assert.Equal("Sample Patient", (await other.ReadAsync(path)).Text("full_name"));
    }

    [Fact]
    public async Task Bad_patients_are_refused_with_everything_that_is_wrong()
    {
        var admin = await fixture.NewOrganizationAsync();
        using var answer = await admin.PostAsync(AccessDriver.Patients, new { full_name = "", birth_year = 1800, sex = "Male", subject = "?" });
        Assert.Equal(["full_name length", "birth_year range", "sex enum", "subject user_id"], (await answer.ProblemAsync(HttpStatusCode.BadRequest)).Errors);
        var path = $"{AccessDriver.Patients}/{await admin.RegisterPatientAsync()}";
        using var changed = await admin.PatchAsync(path, new { full_name = (string?)null, birth_year = DateTime.UtcNow.Year + 2 });
        Assert.Equal(["full_name required", "birth_year range"], (await changed.ProblemAsync(HttpStatusCode.BadRequest)).Errors);
        using var unknown = await admin.PatchAsync(path, new { patient_id = Guid.NewGuid(), named = new[] { "x" } });
        Assert.Equal(["patient_id unknown", "named unknown"], (await unknown.ProblemAsync(HttpStatusCode.BadRequest)).Errors);
        using var malformed = await admin.Client.GetAsync(AccessDriver.Patients + "/1");
        await malformed.InvalidAsync("patient_id", "uuid");
    }
}
