namespace RunFunctions.Core.Documents.Domain.Schema;

/// <summary>Section ids of the medical-record panel (specs/documents.md §4.2), and their order.</summary>
public static class PanelSections
{
    public const string Clinic = "clinic";
    public const string Patient = "patient";
    public const string Owner = "owner";
    public const string Visits = "visits";
    public const string Notes = "notes";
    public const string Other = "other";
    public const string ReportInfo = "report_info";

    public static IReadOnlyList<string> InOrder { get; } = [Clinic, Patient, Owner, Visits, Notes, Other, ReportInfo];
}
