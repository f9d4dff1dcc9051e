namespace RunFunctions.Core.Documents.Domain.Interpretation;

/// <summary>The values of one visit (specs/documents.md §4.4); dates are ISO.</summary>
/// <param name="VisitId"><c>visit-001</c> and on, or <c>unassigned</c> with all metadata null.</param>
/// <param name="VisitDate">Day of the visit.</param>
/// <param name="AdmissionDate">Day a stay began.</param>
/// <param name="DischargeDate">Day a stay ended.</param>
/// <param name="ReasonForVisit">As written in the document.</param>
/// <param name="Fields">Values of visit scope.</param>
public sealed record VisitGroup(
    string VisitId,
    string? VisitDate,
    string? AdmissionDate,
    string? DischargeDate,
    string? ReasonForVisit,
    IReadOnlyList<StructuredField> Fields);
