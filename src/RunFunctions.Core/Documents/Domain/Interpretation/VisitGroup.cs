using System.Globalization;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Interpretation;

/// <summary>The values of one visit (specs/documents.md §4.4); dates are ISO.</summary>
/// <param name="VisitId"><c>visit-001</c> and on, or <see cref="Unassigned"/> for what cannot be tied to a date.</param>
/// <param name="VisitDate">Day of the visit.</param>
/// <param name="AdmissionDate">Day a stay began.</param>
/// <param name="DischargeDate">Day a stay ended.</param>
/// <param name="ReasonForVisit">As written in the document.</param>
/// <param name="Fields">Values of visit scope.</param>
/// <param name="Metadata">The four properties as fields, those that have a value: with evidence, and with ids to edit them by.</param>
public sealed record VisitGroup(
    string VisitId,
    string? VisitDate,
    string? AdmissionDate,
    string? DischargeDate,
    string? ReasonForVisit,
    IReadOnlyList<StructuredField> Fields,
    IReadOnlyList<StructuredField> Metadata)
{
    public const string Unassigned = "unassigned";

    private const string IdPrefix = "visit-";

    /// <summary>A group whose properties are what its metadata say.</summary>
    public static VisitGroup Of(string visitId, IReadOnlyList<StructuredField> metadata, IReadOnlyList<StructuredField> fields)
        => new(
            visitId,
            Value(metadata, FieldKeys.VisitDate),
            Value(metadata, FieldKeys.AdmissionDate),
            Value(metadata, FieldKeys.DischargeDate),
            Value(metadata, FieldKeys.ReasonForVisit),
            fields,
            metadata);

    /// <param name="number">1-based.</param>
    public static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"{IdPrefix}{number:D3}");

    /// <summary>Whether this is the id of a visit.</summary>
    public static bool IsId(string visitId)
        => visitId.StartsWith(IdPrefix, StringComparison.Ordinal)
            && int.TryParse(visitId.AsSpan(IdPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && visitId == Id(number);

    private static string? Value(IReadOnlyList<StructuredField> metadata, string key)
        => metadata.FirstOrDefault(field => field.Key == key)?.Value.AsText();
}
