namespace RunFunctions.UnitTests.Documents.Corpus.Layouts;

/// <summary>Animal on the left, owner and clinic on the right, as the text layer of a form gives them.</summary>
internal static class TwoColumns
{
    public static void Write(Sheet sheet)
    {
        var author = sheet.Author;
        var dice = author.Dice;
        var day = author.Day();
        var animal = Animal.By(author, day);
        var visit = Encounter.By(author, day, animal.Kilograms);
        var parties = Parties.By(author);

        sheet.Heading(author.Words.RecordTitles);
        sheet.Blank();
        List<string> left = [.. Blocks.Patient(sheet, animal, day, inBlock: false)];
        if (visit.Kilograms is { } kilograms)
        {
            left.Insert(dice.Between(2, left.Count), sheet.PatientWeight(kilograms));
        }

        SideBySide(sheet, left, [.. Blocks.Owner(sheet, parties, inBlock: false), .. Blocks.Clinic(sheet, parties)]);
        sheet.Blank();
        sheet.BeginVisit(day);
        sheet.Line(sheet.Pen.Label(author.Label("visit_date"), sheet.Pen.Date(day).Text));
        sheet.Line(sheet.Pair("reason_for_visit", Written.AsIs(visit.Reason)));
        VisitBody.Remarks(sheet, dice.Below(3));
        VisitBody.Findings(sheet, visit);
    }

    private static void SideBySide(Sheet sheet, List<string> left, List<string> right)
    {
        var tabbed = sheet.Author.Dice.Chance(30);
        var width = left.Max(pair => pair.Length) + sheet.Author.Dice.Between(3, 12);
        for (var row = 0; row < Math.Max(left.Count, right.Count); row++)
        {
            var first = row < left.Count ? left[row] : string.Empty;
            var second = row < right.Count ? right[row] : string.Empty;
            sheet.Line((tabbed ? first + "\t" + second : first.PadRight(width) + second).TrimEnd());
        }
    }
}
