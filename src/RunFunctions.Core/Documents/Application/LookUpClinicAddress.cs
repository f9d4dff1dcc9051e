using RunFunctions.Core.Documents.Domain.Clinics;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>Which clinic's address is wanted, unchecked.</summary>
public sealed record ClinicLookup
{
    /// <summary>1 to 200 characters, not only spaces.</summary>
    public string? ClinicName { get; init; }
}

/// <summary>The address of a clinic, from the catalogue of whoever runs the app and from nowhere else. No storage call.</summary>
public sealed class LookUpClinicAddress(ClinicCatalogue catalogue)
{
    private const int MaxLength = 200;

    /// <returns>The clinic, or null; a refusal when there is no name.</returns>
    public Result<ClinicLookupAnswer> Handle(ClinicLookup request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.ClinicName switch
        {
            null => Refusal.Invalid("clinic_name", "required", "This member must be there."),
            { Length: > MaxLength } => Refusal.Invalid("clinic_name", "length", $"Expected 1 to {MaxLength} characters."),
            var name when string.IsNullOrWhiteSpace(name) => Refusal.Invalid("clinic_name", "length", $"Expected 1 to {MaxLength} characters."),
            var name => new ClinicLookupAnswer(catalogue.Find(name)),
        };
    }
}

/// <param name="Clinic">Null when the catalogue has none of that name, or more than one.</param>
public sealed record ClinicLookupAnswer(Clinic? Clinic);
