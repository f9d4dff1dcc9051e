using System.Globalization;

namespace RunFunctions.UnitTests.Documents.Corpus.SingleFields;

/// <summary>Dates and reasons of visits.</summary>
internal static class VisitFields
{
    public static readonly SingleField[] All =
    [
        new(
            "visit_date",
            sheet => Labelled(sheet, sheet.Author.Day()),
            sheet => Open(sheet, sheet.Author.Day()),
            sheet => Dashed(sheet, sheet.Author.Day()),
            sheet => OfSystem(sheet, sheet.Author.Day()),
            TwoVisits,
            AfterBirth,
            BeforeAppointment,
            sheet => sheet.Line(sheet.Birth(sheet.Author.Day())),
            sheet => sheet.Line(sheet.Pen.Label(sheet.Author.Say("Fecha factura", "Invoice date"), sheet.Pen.Date(sheet.Author.Day()).Text)),
            sheet => sheet.Line(sheet.Pen.Label(sheet.Author.Say("Fecha de implantación del microchip", "Microchip implanted"), sheet.Pen.Date(sheet.Author.Day()).Text)),
            Stay,
            sheet => sheet.Line(sheet.Pen.Label("Update", sheet.Pen.Date(sheet.Author.Day()).Text))),
        new("admission_date", Stay, StayInWords, sheet => Open(sheet, sheet.Author.Day()), Stay, Stay),
        new("discharge_date", Stay, StayInWords, sheet => Open(sheet, sheet.Author.Day()), Stay, Stay),
        new(
            "reason_for_visit",
            sheet => Reason(sheet, dated: true),
            sheet => Reason(sheet, dated: false),
            AfterDashes,
            AfterHeading,
            sheet => PatientFields.Empty(sheet, "reason_for_visit"),
            sheet => Reason(sheet, dated: true)),
    ];

    /// <summary>The opening of a visit.</summary>
    public static void Open(Sheet sheet, DateOnly day)
    {
        var author = sheet.Author;
        sheet.BeginVisit(day);
        sheet.Line(sheet.Pen.Heading(string.Format(CultureInfo.InvariantCulture, author.Dice.Pick(author.Words.VisitHeadings), sheet.Pen.Date(day).Text)));
    }

    private static void Labelled(Sheet sheet, DateOnly day)
    {
        sheet.BeginVisit(day);
        sheet.Line(sheet.Pen.Label(sheet.Author.Label("visit_date"), sheet.Pen.Date(day).Text));
    }

    private static void Dashed(Sheet sheet, DateOnly day)
    {
        sheet.BeginVisit(day);
        sheet.Line($"- {DateForms.Write(day, "dd/MM/yy").Text} - {sheet.Author.Time()} -");
        sheet.Remark();
    }

    private static void OfSystem(Sheet sheet, DateOnly day)
    {
        sheet.BeginVisit(day);
        sheet.Line(string.Format(CultureInfo.InvariantCulture, sheet.Author.Dice.Pick(sheet.Author.Words.SystemHeadings), sheet.Pen.Date(day).Text));
        sheet.Remark();
    }

    private static void TwoVisits(Sheet sheet)
    {
        var day = sheet.Author.Day();
        Open(sheet, day);
        sheet.Remark();
        Open(sheet, day.AddDays(sheet.Author.Dice.Between(3, 200)));
        sheet.Remark();
    }

    private static void AfterBirth(Sheet sheet)
    {
        var day = sheet.Author.Day();
        sheet.Line(sheet.Birth(day.AddDays(-900)));
        Open(sheet, day);
    }

    private static void BeforeAppointment(Sheet sheet)
    {
        var day = sheet.Author.Day();
        Open(sheet, day);
        sheet.Remark();
        var next = sheet.Pen.Date(day.AddDays(30)).Text;
        sheet.Line(string.Format(CultureInfo.InvariantCulture, sheet.Author.Dice.Pick(sheet.Author.Words.Appointments), next));
    }

    private static void Stay(Sheet sheet)
    {
        var day = sheet.Author.Day();
        sheet.BeginVisit(day);
        sheet.Line(sheet.Pair("admission_date", sheet.Pen.Date(day)));
        sheet.Remark();
        sheet.Line(sheet.Pair("discharge_date", sheet.Pen.Date(day.AddDays(sheet.Author.Dice.Between(1, 5)))));
    }

    private static void StayInWords(Sheet sheet)
    {
        var day = sheet.Author.Day();
        var (admitted, discharged) = (sheet.Pen.Date(day), sheet.Pen.Date(day.AddDays(2)));
        sheet.BeginVisit(day);
        sheet.Know("admission_date", admitted);
        sheet.Know("discharge_date", discharged);
        sheet.Line(sheet.Author.Say($"Ingreso {admitted.Text} para observación", $"Admitted {admitted.Text} for observation"));
        sheet.Remark();
        sheet.Line(sheet.Author.Say($"Alta {discharged.Text}", $"Discharged {discharged.Text}"));
    }

    private static void Reason(Sheet sheet, bool dated)
    {
        if (dated)
        {
            Open(sheet, sheet.Author.Day());
        }

        sheet.Line(sheet.Pair("reason_for_visit", Written.AsIs(sheet.Author.Clinical("reason_for_visit"))));
    }

    private static void AfterDashes(Sheet sheet)
    {
        var day = sheet.Author.Day();
        var reason = sheet.Author.Clinical("reason_for_visit");
        sheet.BeginVisit(day);
        sheet.Know("reason_for_visit", reason);
        sheet.Line($"- {DateForms.Write(day, "dd/MM/yyyy").Text} - {sheet.Author.Time()} - {reason}");
    }

    private static void AfterHeading(Sheet sheet)
    {
        var day = sheet.Author.Day();
        var reason = sheet.Author.Clinical("reason_for_visit");
        sheet.BeginVisit(day);
        sheet.Know("reason_for_visit", reason);
        sheet.Line($"{sheet.Author.Say("Consulta", "Consultation")} {sheet.Pen.Date(day).Text} {reason}");
    }
}
