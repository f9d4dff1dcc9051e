using System.Collections.Frozen;

namespace RunFunctions.Core.Documents.Domain.Schema;

/// <summary>Keys whose values belong to a visit and never to the top level of an interpretation (specs/documents.md §4.4).</summary>
public static class VisitKeys
{
    /// <summary>Properties of the visit itself.</summary>
    public static IReadOnlyList<string> Metadata { get; } =
        [FieldKeys.VisitDate, FieldKeys.AdmissionDate, FieldKeys.DischargeDate, FieldKeys.ReasonForVisit];

    /// <summary>Fields of a visit in contract order; the weight is there too when it was taken at the visit.</summary>
    public static IReadOnlyList<string> Fields { get; } =
    [
        FieldKeys.Weight,
        .. GlobalSchema.Fields.Where(field => field.Scope == FieldScope.Visit).Select(field => field.Key).Except(Metadata),
    ];

    private static readonly FrozenSet<string> All = Metadata.Concat(Fields).Where(key => key != FieldKeys.Weight).ToFrozenSet();

    /// <summary>Those that rules read from the text of a visit.</summary>
    internal static IReadOnlyList<string> Mined { get; } =
        [FieldKeys.ReasonForVisit, .. Fields.Except([FieldKeys.Observations, FieldKeys.Actions])];

    /// <summary>Whether a value of this key must stand in a visit; the weight may also be the document's.</summary>
    public static bool Contains(string key) => All.Contains(key);
}
