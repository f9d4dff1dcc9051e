using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Ports;

/// <summary>
/// Patients. Small partitions, every write conditional. A login is claimed for its patient before the patient has it, so
/// that no two patients of an organization have the same.
/// </summary>
public interface IPatientStore
{
    /// <summary>One point read.</summary>
    Task<Patient?> FindAsync(OrganizationId organization, PatientId id, CancellationToken cancellationToken);

    /// <summary>A patient to decide on. One point read.</summary>
    Task<Versioned<Patient>?> FindToChangeAsync(OrganizationId organization, PatientId id, CancellationToken cancellationToken);

    /// <summary>The patient who has a login. Two point reads.</summary>
    Task<Patient?> FindByLoginAsync(OrganizationId organization, UserId login, CancellationToken cancellationToken);

    /// <summary>Adds a patient. What an interrupted attempt with the same login left is completed: then the patient has that attempt's id.</summary>
    /// <returns>The patient as kept; null when another has the login.</returns>
    Task<Patient?> TryAddAsync(Patient patient, CancellationToken cancellationToken);

    /// <summary>Replaces a patient.</summary>
    /// <param name="before">What the change was decided on.</param>
    /// <param name="after">The same patient changed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<PatientWrite> TryChangeAsync(Versioned<Patient> before, Patient after, CancellationToken cancellationToken);

    /// <summary>Writes a patient as it is, so that whatever was decided on the same version is outdated.</summary>
    /// <returns>False when somebody else wrote first.</returns>
    Task<bool> TryTouchAsync(Versioned<Patient> patient, CancellationToken cancellationToken);

    /// <summary>Removes a patient, after taking the login away.</summary>
    /// <returns>False when somebody else wrote first: nothing was removed, read and decide again.</returns>
    Task<bool> TryRemoveAsync(Versioned<Patient> patient, CancellationToken cancellationToken);

    /// <summary>A page in the order of the ids. One query.</summary>
    /// <param name="organization">Whose patients.</param>
    /// <param name="limit">Most items.</param>
    /// <param name="after">Position from the page before; null for the first.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<ListPage<Patient>> ListAsync(OrganizationId organization, int limit, string? after, CancellationToken cancellationToken);
}

/// <summary>How a change of a patient ended.</summary>
public enum PatientWrite
{
    Written,

    /// <summary>Somebody else wrote first: nothing was written, read and decide again.</summary>
    Outdated,

    /// <summary>Another patient has the login: nothing was written.</summary>
    LoginTaken,
}
