using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Editing;

/// <summary>The four properties of a visit (specs/documents.md §4.4): edited by visit and key, as they have no field id.</summary>
internal static class VisitProperties
{
    /// <summary>Their group has none of them.</summary>
    public const string Unassigned = "unassigned";

    public static IReadOnlyList<string> Keys { get; } = [FieldKeys.VisitDate, FieldKeys.AdmissionDate, FieldKeys.DischargeDate, FieldKeys.ReasonForVisit];

    public static string? Get(VisitGroup visit, string key) => key switch
    {
        FieldKeys.VisitDate => visit.VisitDate,
        FieldKeys.AdmissionDate => visit.AdmissionDate,
        FieldKeys.DischargeDate => visit.DischargeDate,
        FieldKeys.ReasonForVisit => visit.ReasonForVisit,
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "Not a property of a visit."),
    };

    public static VisitGroup Set(VisitGroup visit, string key, string? value) => key switch
    {
        FieldKeys.VisitDate => visit with { VisitDate = value },
        FieldKeys.AdmissionDate => visit with { AdmissionDate = value },
        FieldKeys.DischargeDate => visit with { DischargeDate = value },
        FieldKeys.ReasonForVisit => visit with { ReasonForVisit = value },
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "Not a property of a visit."),
    };

    public static FieldValue ValueOf(string? property) => property is null ? FieldValue.Nothing : FieldValue.Of(property);

    /// <summary>Whether nothing is left of a visit.</summary>
    public static bool IsEmpty(VisitGroup visit) => visit.Fields.Count == 0 && Keys.All(key => Get(visit, key) is null);
}
