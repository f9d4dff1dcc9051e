namespace RunFunctions.Core.Access.Domain;

/// <summary>
/// Two made-up organizations to try the app with. Every id is fixed, so that seeding twice gives the same, and documentation
/// can name them.
/// </summary>
public static class Demonstration
{
    public static IReadOnlyList<DemonstrationOrganization> Organizations { get; } =
    [
        Make("demo-north", "Demonstration North", 1, "Nora"),
        Make("demo-south", "Demonstration South", 2, "Sami"),
    ];

    // The last three patients show the three relations: assigned to the first clinician, to the second, to nobody.
    private static DemonstrationOrganization Make(string id, string name, int number, string familyName)
    {
        DemonstrationUser[] users =
        [
            new("admin", User(number, 1), Role.Admin),
            new("clinician-1", User(number, 2), Role.Clinician),
            new("clinician-2", User(number, 3), Role.Clinician),
            new("nurse", User(number, 4), Role.Nurse),
            new("reviewer", User(number, 5), Role.Reviewer),
            new("submitter", User(number, 6), Role.Submitter),
            new("exporter", User(number, 7), Role.Exporter),
            new("patient", User(number, 8), Role.Patient),
        ];
        return new DemonstrationOrganization(
            OrganizationId.Parse(id),
            name,
            users,
            [
                new(Patient(number, 1), $"Ada {familyName}", 1961, users[7].User, users[1].User),
                new(Patient(number, 2), $"Ben {familyName}", 1987, null, users[2].User),
                new(Patient(number, 3), $"Cleo {familyName}", 2004, null, null),
            ]);
    }

    private static UserId User(int organization, int n) => UserId.Parse($"00000000-0000-4000-8{organization:d3}-{n:d12}");

    private static PatientId Patient(int organization, int n) => PatientId.Parse($"00000000-0000-4000-9{organization:d3}-{n:d12}");
}

/// <summary>An organization to try the app with.</summary>
public sealed record DemonstrationOrganization(
    OrganizationId Id, string Name, IReadOnlyList<DemonstrationUser> Users, IReadOnlyList<DemonstrationPatient> Patients);

/// <param name="Name">What the user is called in the file of tokens, for example <c>clinician-1</c>.</param>
/// <param name="User">Their id.</param>
/// <param name="Role">Their only role.</param>
public sealed record DemonstrationUser(string Name, UserId User, Role Role);

/// <param name="Id">The patient.</param>
/// <param name="FullName">Made up.</param>
/// <param name="BirthYear">Made up.</param>
/// <param name="Login">Their login, if they have one.</param>
/// <param name="Clinician">Who they are assigned to, if anybody.</param>
public sealed record DemonstrationPatient(PatientId Id, string FullName, int BirthYear, UserId? Login, UserId? Clinician);
