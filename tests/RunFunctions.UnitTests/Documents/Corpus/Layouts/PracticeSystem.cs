using System.Globalization;

namespace RunFunctions.UnitTests.Documents.Corpus.Layouts;

/// <summary>The export of a practice system: every visit under a sentence of the system.</summary>
internal static class PracticeSystem
{
    public static void Write(Sheet sheet)
    {
        var author = sheet.Author;
        var dice = author.Dice;
        var first = author.Day();
        var animal = Animal.By(author, first);
        var visits = Encounter.Several(author, dice.Between(1, 4), first, animal.Kilograms);
        var parties = Parties.By(author);

        sheet.Heading(author.Words.PatientHeadings);
        Blocks.Patient(sheet, animal, visits[^1].Day, inBlock: true).ToList().ForEach(sheet.Line);
        sheet.Heading(author.Words.OwnerHeadings);
        Blocks.Owner(sheet, parties, inBlock: true).ToList().ForEach(sheet.Line);
        sheet.Heading(author.Words.ClinicHeadings);
        Blocks.Clinic(sheet, parties).ToList().ForEach(sheet.Line);
        sheet.Blank();
        foreach (var visit in visits)
        {
            Visit(sheet, visit);
        }
    }

    private static void Visit(Sheet sheet, Encounter visit)
    {
        var author = sheet.Author;
        var dice = author.Dice;
        sheet.BeginVisit(visit.Day);
        sheet.Line(sheet.Pen.Heading(string.Format(CultureInfo.InvariantCulture, dice.Pick(author.Words.SystemHeadings), sheet.Pen.Date(visit.Day).Text)));
        VisitBody.Write(sheet, visit, withReason: true);
        if (dice.Chance(20))
        {
            var appointment = sheet.Pen.Date(visit.Day.AddDays(dice.Between(200, 360))).Text;
            sheet.Line(string.Format(CultureInfo.InvariantCulture, dice.Pick(author.Words.Appointments), appointment));
        }

        if (dice.Chance(20))
        {
            sheet.Line(dice.Pick(author.Words.BrokenSentences));
        }

        sheet.Blank();
        if (dice.Chance(20))
        {
            sheet.NewPage();
        }
    }
}
