using System.Text.Json.Serialization;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Application;

/// <summary>What changes of a patient, unchecked: members that were set; null takes a value away.</summary>
public sealed record PatientChanges
{
    /// <summary>1–200 characters.</summary>
    public string? FullName { get; set => field = Given(nameof(FullName), value); }

    /// <summary>From 1900 to this year.</summary>
    public int? BirthYear { get; set => field = Given(nameof(BirthYear), value); }

    /// <summary><c>female</c>, <c>male</c> or <c>other</c>.</summary>
    public string? Sex { get; set => field = Given(nameof(Sex), value); }

    /// <summary>User id of the patient's own login.</summary>
    public string? Subject { get; set => field = Given(nameof(Subject), value); }

    /// <summary>Names of the members that were set.</summary>
    [JsonIgnore]
    public ISet<string> Named { get; } = new HashSet<string>(StringComparer.Ordinal);

    private T Given<T>(string name, T value)
    {
        Named.Add(name);
        return value;
    }
}

/// <summary>Changes what is registered of a patient.</summary>
public sealed class ChangePatient(IPatientStore patients, TimeProvider clock)
{
    /// <param name="organization">Owner.</param>
    /// <param name="id">The patient.</param>
    /// <param name="changes">What changes.</param>
    /// <param name="isExpected">Whether the patient is as the caller believes; if not, nothing is changed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Result<Patient>> HandleAsync(
        OrganizationId organization, PatientId id, PatientChanges changes, Func<Patient, bool> isExpected, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(isExpected);
        var read = Read(changes);
        if (!read.TryGet(out var change, out var refusal))
        {
            return refusal;
        }

        while (await patients.FindToChangeAsync(organization, id, cancellationToken) is { } before)
        {
            if (!isExpected(before.Value))
            {
                return new Refusal(ErrorCode.PreconditionFailed, "The patient has changed since it was read.");
            }

            var after = change(before.Value);
            switch (await patients.TryChangeAsync(before, after, cancellationToken))
            {
                case PatientWrite.Written:
                    return after;
                case PatientWrite.LoginTaken:
                    return RegisterPatient.LoginTaken();
            }
        }

        return Refusal.NotFound("The patient");
    }

    private Result<Func<Patient, Patient>> Read(PatientChanges changes)
    {
        var now = clock.GetUtcNow();
        var input = new AccessInput();
        var named = changes.Named;
        var fullName = named.Contains(nameof(changes.FullName)) ? input.Name("full_name", changes.FullName) : null;
        var birthYear = input.Year("birth_year", changes.BirthYear, RegisterPatient.FirstBirthYear, now.Year);
        var sex = input.Sex("sex", changes.Sex);
        UserId? login = changes.Subject is null ? null : input.User("subject", changes.Subject);
        return input.Refusal is { } refusal ? refusal : (Func<Patient, Patient>)(before => before with
        {
            FullName = fullName ?? before.FullName,
            BirthYear = named.Contains(nameof(changes.BirthYear)) ? birthYear : before.BirthYear,
            Sex = named.Contains(nameof(changes.Sex)) ? sex : before.Sex,
            Login = named.Contains(nameof(changes.Subject)) ? login : before.Login,
            UpdatedAt = now,
        });
    }
}
