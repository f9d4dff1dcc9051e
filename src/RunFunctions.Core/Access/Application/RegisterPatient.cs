using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Application;

/// <summary>A patient as an admin registers them, unchecked.</summary>
/// <param name="FullName">1–200 characters.</param>
/// <param name="BirthYear">From 1900 to this year.</param>
/// <param name="Sex"><c>female</c>, <c>male</c> or <c>other</c>.</param>
/// <param name="Subject">User id of the patient's own login.</param>
public sealed record NewPatient(string? FullName, int? BirthYear = null, string? Sex = null, string? Subject = null);

/// <summary>Registers a patient in the caller's organization.</summary>
public sealed class RegisterPatient(IPatientStore patients, IIdSource ids, TimeProvider clock)
{
    /// <summary>Another patient has this login.</summary>
    public const string PatientLoginTakenReason = "PATIENT_LOGIN_TAKEN";

    internal const int FirstBirthYear = 1900;

    public async Task<Result<Patient>> HandleAsync(RequestOrigin origin, NewPatient wanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(wanted);
        var now = clock.GetUtcNow();
        var input = new AccessInput();
        var patient = new Patient
        {
            Organization = origin.Organization,
            Id = PatientId.Parse(origin.NewId(ids).ToString("D")),
            FullName = input.Name("full_name", wanted.FullName),
            BirthYear = input.Year("birth_year", wanted.BirthYear, FirstBirthYear, now.Year),
            Sex = input.Sex("sex", wanted.Sex),
            Login = wanted.Subject is null ? null : input.User("subject", wanted.Subject),
            CreatedAt = now,
            UpdatedAt = now,
            CreatedBy = origin.User,
        };
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        if (origin.Reserved is { IsRepeat: true } reserved && await patients.FindAsync(origin.Organization, patient.Id, cancellationToken) is { } made)
        {
            reserved.Found();
            return made;
        }

        return await patients.TryAddAsync(patient, cancellationToken) is { } kept ? kept : LoginTaken();
    }

    internal static Refusal LoginTaken() => Refusal.Conflict(PatientLoginTakenReason, "Another patient has this login.");
}
