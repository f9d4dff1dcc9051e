namespace RunFunctions.UnitTests.Documents.Corpus.Layouts;

/// <summary>One label with its value per line; one visit, or none that has a date.</summary>
internal static class LabelBlock
{
    public static void Write(Sheet sheet)
    {
        var author = sheet.Author;
        var dice = author.Dice;
        var animalsDay = author.Day();
        var animal = Animal.By(author, animalsDay);
        var visit = Encounter.By(author, animalsDay, animal.Kilograms);
        var parties = Parties.By(author);

        sheet.Heading(author.Words.RecordTitles);
        Lines(sheet, dice.Chance(70) ? Blocks.Clinic(sheet, parties) : []);
        Lines(sheet, Blocks.Patient(sheet, animal, visit.Day, inBlock: false));
        if (visit.Kilograms is { } kilograms)
        {
            sheet.Line(sheet.PatientWeight(kilograms));
        }

        Lines(sheet, dice.Chance(80) ? Blocks.Owner(sheet, parties, inBlock: false) : []);
        Opening(sheet, visit, hasVisitDate: dice.Chance(65));
        sheet.Line(sheet.Pair("reason_for_visit", Written.AsIs(visit.Reason)));
        VisitBody.Remarks(sheet, dice.Below(2));
        VisitBody.Findings(sheet, visit);
        if (dice.Chance(15))
        {
            author.Words.DoseTable.ToList().ForEach(sheet.Line);
        }
    }

    private static void Opening(Sheet sheet, Encounter visit, bool hasVisitDate)
    {
        if (hasVisitDate)
        {
            sheet.BeginVisit(visit.Day);
            sheet.Line(sheet.Pen.Label(sheet.Author.Label("visit_date"), sheet.Pen.Date(visit.Day).Text));
        }
        else
        {
            sheet.Line(sheet.DocumentDate(visit.Day));
        }
    }

    private static void Lines(Sheet sheet, IReadOnlyList<string> lines) => lines.ToList().ForEach(sheet.Line);
}
