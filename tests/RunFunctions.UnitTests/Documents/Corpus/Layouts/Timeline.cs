namespace RunFunctions.UnitTests.Documents.Corpus.Layouts;

/// <summary>A history whose visits open with day and hour between dashes, on several pages.</summary>
internal static class Timeline
{
    private static readonly string[] Forms = ["dd/MM/yy", "dd/MM/yyyy", "dd-MM-yyyy"];

    public static void Write(Sheet sheet)
    {
        var author = sheet.Author;
        var dice = author.Dice;
        var first = author.Day();
        var animal = Animal.By(author, first);
        var visits = Encounter.Several(author, dice.Between(2, 5), first, animal.Kilograms);
        var parties = Parties.By(author);

        if (dice.Chance(60))
        {
            sheet.Line(sheet.Pen.Value(parties.Clinic));
            sheet.Know("clinic_name", parties.Clinic);
            sheet.RunningHead = parties.Clinic;
        }

        sheet.Heading(author.Words.RecordTitles);
        Blocks.Patient(sheet, animal, visits[^1].Day, inBlock: false).ToList().ForEach(sheet.Line);
        Blocks.Owner(sheet, parties, inBlock: false).ToList().ForEach(sheet.Line);
        sheet.Blank();
        var form = dice.Pick(Forms);
        foreach (var visit in dice.Chance(40) ? visits.Reverse() : visits)
        {
            if (dice.Chance(25))
            {
                sheet.NewPage();
            }

            Visit(sheet, visit, form);
        }
    }

    private static void Visit(Sheet sheet, Encounter visit, string form)
    {
        var author = sheet.Author;
        sheet.BeginVisit(visit.Day);
        var opening = $"- {DateForms.Write(visit.Day, form).Text} - {author.Time()} -";
        var saysReason = author.Dice.Chance(30);
        sheet.Line(saysReason ? $"{opening} {sheet.Pen.Value(visit.Reason)}" : opening);
        if (saysReason)
        {
            sheet.Know("reason_for_visit", visit.Reason);
        }

        VisitBody.Write(sheet, visit, withReason: !saysReason);
        sheet.Blank();
    }
}
