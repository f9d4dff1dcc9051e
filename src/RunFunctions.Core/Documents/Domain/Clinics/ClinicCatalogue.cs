namespace RunFunctions.Core.Documents.Domain.Clinics;

/// <summary>A clinic as whoever runs the app knows it.</summary>
public sealed record Clinic(string Name, string Address);

/// <summary>The clinics whose addresses the app knows. Nobody else is ever asked: a name goes nowhere.</summary>
public sealed class ClinicCatalogue(IEnumerable<Clinic> clinics)
{
    private readonly ILookup<string, Clinic> _byName = clinics.ToLookup(clinic => DocumentFilter.Fold(clinic.Name), StringComparer.Ordinal);

    /// <summary>The clinic of a name, in which case, accents and spaces make no difference; null when there is none or more than one.</summary>
    public Clinic? Find(string name) => _byName[DocumentFilter.Fold(name)].ToList() is [var only] ? only : null;
}
