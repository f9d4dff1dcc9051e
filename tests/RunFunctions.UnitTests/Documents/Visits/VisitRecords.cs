using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace RunFunctions.UnitTests.Documents.Visits;

/// <summary>A visit that a test writes down: a day and labelled values that no other visit has.</summary>
internal sealed record WrittenVisit(DateOnly Day, IReadOnlyList<(string Label, string Key, string Value)> Values);

/// <summary>Records of one to six visits on days of their own, in any order.</summary>
internal static class VisitRecords
{
    private static readonly (string Label, string Key)[] Labels =
    [
        ("Diagnóstico", "diagnosis"), ("Síntomas", "symptoms"), ("Procedimiento", "procedure"), ("Vacunas", "vaccinations"),
        ("Analítica", "lab_result"), ("Radiografía", "imaging"), ("Motivo", "reason_for_visit"),
    ];

    private static readonly string[] Headings =
        ["Visita {0}", "Consulta {0} general", "Control del día {0}", "- {0} - 10:30 -", "Revisión: {0}", "Seguimiento {0}. Notas"];

    public static Arbitrary<(IReadOnlyList<WrittenVisit> Visits, string Text)> Any { get; } =
        (from days in Gen.Choose(0, 700).ListOf().Where(days => days.Count is > 0 and < 7 && days.Distinct().Count() == days.Count)
         from labels in Gen.Elements(Labels).ListOf(3).ListOf(days.Count)
         from headings in Gen.Elements(Headings).ListOf(days.Count)
         select Written(days, labels, headings)).ToArbitrary();

    private static (IReadOnlyList<WrittenVisit> Visits, string Text) Written(
        IReadOnlyList<int> days, List<List<(string Label, string Key)>> labels, List<string> headings)
    {
        var visits = days.Select((day, index) => new WrittenVisit(
            new DateOnly(2023, 1, 1).AddDays(day),
            [.. labels[index].DistinctBy(label => label.Key).Select(label => (label.Label, label.Key, $"hallazgo {index} {label.Key}"))])).ToList();
        var text = visits.SelectMany((visit, index) => (string[])
        [
            string.Format(CultureInfo.InvariantCulture, headings[index], visit.Day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)),
            .. visit.Values.Select(value => $"{value.Label}: {value.Value}"),
            "Come y bebe con normalidad",
        ]);
        return (visits, "Paciente: Rex\nRaza: Podenco\n" + string.Join('\n', text));
    }
}
