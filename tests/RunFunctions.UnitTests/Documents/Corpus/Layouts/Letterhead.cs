using System.Globalization;

namespace RunFunctions.UnitTests.Documents.Corpus.Layouts;

/// <summary>A letterhead without labels, a block of the client, a block of the animal, then the visits.</summary>
internal static class Letterhead
{
    public static void Write(Sheet sheet)
    {
        var author = sheet.Author;
        var dice = author.Dice;
        var day = author.Day();
        var animal = Animal.By(author, day);
        var visits = Encounter.Several(author, dice.Between(1, 3), day, animal.Kilograms);
        var parties = Parties.By(author);

        Head(sheet, parties);
        sheet.Heading(author.Words.OwnerHeadings);
        var beneath = dice.Chance(30);
        Place(sheet, Blocks.Owner(sheet, parties, inBlock: true), beneath);
        sheet.Blank();
        sheet.Heading(author.Words.PatientHeadings);
        Place(sheet, Blocks.Patient(sheet, animal, visits[^1].Day, inBlock: true), beneath);
        sheet.Blank();
        foreach (var visit in visits)
        {
            sheet.BeginVisit(visit.Day);
            sheet.Line(sheet.Pen.Heading(string.Format(CultureInfo.InvariantCulture, dice.Pick(author.Words.VisitHeadings), sheet.Pen.Date(visit.Day).Text)));
            VisitBody.Write(sheet, visit, withReason: true);
            sheet.Blank();
        }

        sheet.BeginVisit(day: null);
        if (dice.Chance(50))
        {
            sheet.Line(sheet.Pair("vet_name", Written.AsIs(parties.Vet)));
        }
    }

    public static void Head(Sheet sheet, Parties parties)
    {
        var author = sheet.Author;
        sheet.Line(author.Dice.Chance(50) ? parties.Clinic.ToUpperInvariant() : parties.Clinic);
        sheet.Line(parties.ClinicStreet.Text);
        sheet.Line(parties.ClinicTown);
        sheet.Line($"{author.Dice.Pick(["Tel.", "Tel:", "T."])} {author.Phone()}");
        sheet.Know("clinic_name", parties.Clinic);
        sheet.Know("clinic_address", parties.ClinicAddress);
        sheet.RunningHead = parties.Clinic;
        sheet.Blank();
    }

    private static void Place(Sheet sheet, IReadOnlyList<string> pairs, bool beneath)
    {
        foreach (var pair in pairs)
        {
            sheet.Line(beneath ? Blocks.Beneath(pair) : pair);
        }
    }
}
