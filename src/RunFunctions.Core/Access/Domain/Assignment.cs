namespace RunFunctions.Core.Access.Domain;

/// <summary>A patient is in the care of a clinician: what the clinician may see of patients follows from it.</summary>
public sealed record Assignment
{
    public required OrganizationId Organization { get; init; }

    public required AssignmentId Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required UserId CreatedBy { get; init; }
}

/// <summary>The pair that an assignment is: <c>{patient id}.{clinician's user id}</c>, so that it is found by key.</summary>
public readonly record struct AssignmentId(PatientId Patient, UserId Clinician)
{
    private const char Separator = '.';
    private const int PatientLength = 36;

    public static bool TryParse(string? text, out AssignmentId id)
    {
        id = default;
        if (text is not { Length: > PatientLength + 1 } || text[PatientLength] != Separator
            || !PatientId.TryParse(text[..PatientLength], out var patient)
            || !UserId.TryParse(text[(PatientLength + 1)..], out var clinician))
        {
            return false;
        }

        id = new AssignmentId(patient, clinician);
        return true;
    }

    public override string ToString() => $"{Patient}{Separator}{Clinician}";
}
