namespace RunFunctions.UnitTests.Documents.Corpus.SingleFields;

/// <summary>Numbers, dates and language of the document, and its bill.</summary>
internal static class RecordFields
{
    public static readonly SingleField[] All =
    [
        new(
            "microchip_id",
            sheet => sheet.Line(sheet.Pair("microchip_id", sheet.Author.Chip())),
            sheet => sheet.Line(Layouts.Blocks.Beneath(sheet.Pair("microchip_id", sheet.Author.Chip()))),
            sheet => Surroundings.Beside(sheet, sheet.Pair("microchip_id", sheet.Author.Chip()), "phone"),
            sheet => sheet.Line(sheet.Pen.Label(sheet.Author.Words.Phone[0], sheet.Author.Phone())),
            sheet => PatientFields.Empty(sheet, "microchip_id")),
        new(
            "nhc",
            sheet => sheet.Line(sheet.Pair("nhc", Written.AsIs(sheet.Author.RecordNumber()))),
            sheet => Surroundings.Beside(sheet, sheet.Pair("nhc", Written.AsIs(sheet.Author.RecordNumber())), "sex"),
            sheet => sheet.Line(Layouts.Blocks.Beneath(sheet.Pair("nhc", Written.AsIs(sheet.Author.RecordNumber())))),
            sheet => sheet.Line(sheet.Pair("microchip_id", sheet.Author.Chip())),
            sheet => PatientFields.Empty(sheet, "nhc")),
        new(
            "document_date",
            sheet => sheet.Line(sheet.DocumentDate(sheet.Author.Day())),
            sheet => VisitFields.Open(sheet, sheet.Author.Day()),
            WithBirth,
            BesideVisit,
            sheet => sheet.Line(sheet.Birth(sheet.Author.Day())),
            sheet => Surroundings.Beside(sheet, sheet.DocumentDate(sheet.Author.Day()), "sex"),
            InWords),
        new(
            "line_item",
            sheet => Services(sheet, 1),
            sheet => Services(sheet, 3),
            sheet => sheet.Remark(),
            sheet => Services(sheet, 2)),
        new(
            "language",
            sheet => VisitFields.Open(sheet, sheet.Author.Day()),
            sheet => Layouts.VisitBody.Remarks(sheet, 4),
            sheet => sheet.Line(sheet.Pair("diagnosis", Written.AsIs(sheet.Author.Clinical("diagnosis")))),
            sheet => Services(sheet, 2),
            sheet => Layouts.Blocks.Owner(sheet, Parties.By(sheet.Author), inBlock: false).ToList().ForEach(sheet.Line)),
    ];

    private static void WithBirth(Sheet sheet)
    {
        var day = sheet.Author.Day();
        sheet.Line(sheet.Birth(day.AddDays(-700)));
        sheet.Line(sheet.DocumentDate(day));
    }

    private static void BesideVisit(Sheet sheet)
    {
        var day = sheet.Author.Day();
        sheet.Line(sheet.DocumentDate(day.AddDays(12)));
        VisitFields.Open(sheet, day);
    }

    private static void InWords(Sheet sheet)
    {
        var day = sheet.Author.Day();
        sheet.KnowDocumentDate(day);
        sheet.Line(sheet.Pen.Label(sheet.Author.UsualLabel("document_date"), DateForms.InWords(day, sheet.Author.Words.Language).Text));
    }

    private static void Services(Sheet sheet, int count)
    {
        foreach (var service in sheet.Author.Dice.Several(Language.Stock.Of(sheet.Author.Stock.Services, sheet.Author.Half), count))
        {
            sheet.Line(sheet.Pair("line_item", Written.AsIs(service)));
        }
    }
}
