namespace RunFunctions.UnitTests.Documents.Corpus.Layouts;

/// <summary>Admission, days in hospital, discharge.</summary>
internal static class HospitalStay
{
    public static void Write(Sheet sheet)
    {
        var author = sheet.Author;
        var dice = author.Dice;
        var admitted = author.Day();
        var discharged = admitted.AddDays(dice.Between(1, 6));
        var animal = Animal.By(author, admitted);
        var stay = Encounter.By(author, admitted, animal.Kilograms);
        var parties = Parties.By(author);

        sheet.Line(sheet.Pen.Value(parties.Clinic));
        sheet.Know("clinic_name", parties.Clinic);
        sheet.RunningHead = parties.Clinic;
        sheet.Heading(author.Words.StayHeadings);
        Blocks.Patient(sheet, animal, admitted, inBlock: false).ToList().ForEach(sheet.Line);
        if (stay.Kilograms is { } kilograms)
        {
            sheet.Line(sheet.PatientWeight(kilograms));
        }

        Blocks.Owner(sheet, parties, inBlock: false).ToList().ForEach(sheet.Line);
        sheet.Blank();
        sheet.BeginVisit(admitted);
        Stay(sheet, stay, discharged);
        if (dice.Chance(50))
        {
            sheet.Line(sheet.Pair("vet_name", Written.AsIs(parties.Vet)));
        }

        // The day of a report on a stay may be either end of it.
        sheet.Truth.LeaveOpen("document_date");
    }

    private static void Stay(Sheet sheet, Encounter stay, DateOnly discharged)
    {
        var author = sheet.Author;
        var dice = author.Dice;
        var labelled = dice.Chance(65);
        var admitted = sheet.Pen.Date(stay.Day);
        if (labelled)
        {
            sheet.Line(sheet.Pair("admission_date", admitted));
            sheet.Line(sheet.Pair("reason_for_visit", Written.AsIs(stay.Reason)));
        }
        else
        {
            sheet.Know("admission_date", admitted);
            sheet.LeaveOpen("reason_for_visit");
            sheet.Line(sheet.Pen.Heading(author.Say($"Ingreso {admitted.Text} por {stay.Reason}", $"Admitted {admitted.Text} for {stay.Reason}")));
        }

        foreach (var notes in author.Words.StayNotes.Chunk(2))
        {
            sheet.Line(sheet.Pen.Prose(dice.Pick(notes)));
        }

        VisitBody.Findings(sheet, stay);
        var left = sheet.Pen.Date(discharged);
        if (labelled)
        {
            sheet.Line(sheet.Pair("discharge_date", left));
        }
        else
        {
            sheet.Know("discharge_date", left);
            sheet.Line(sheet.Pen.Heading(author.Say($"Alta {left.Text}", $"Discharged {left.Text}")));
        }
    }
}
