namespace RunFunctions.Core.Access.Domain;

/// <summary>What a member of an organization may be. A caller has one or more.</summary>
public enum Role
{
    /// <summary>Sends documents and notes in.</summary>
    Submitter,

    /// <summary>Reviews and corrects what runs produced.</summary>
    Reviewer,

    /// <summary>Treats the patients that are assigned to them.</summary>
    Clinician,

    Nurse,

    Patient,

    /// <summary>Administers the organization: members, tokens, patients, audit.</summary>
    Admin,

    /// <summary>Takes data out.</summary>
    Exporter,

    /// <summary>Another system, not a person.</summary>
    Service,
}
