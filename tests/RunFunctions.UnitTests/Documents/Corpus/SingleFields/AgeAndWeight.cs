namespace RunFunctions.UnitTests.Documents.Corpus.SingleFields;

/// <summary>Age, as noted or from the birth; birth; weight.</summary>
internal static class AgeAndWeight
{
    public static readonly SingleField[] All =
    [
        new(
            "age",
            sheet => sheet.Line(sheet.Pair("age", Age(sheet, sheet.Author.Dice.Between(13, 180)))),
            sheet => sheet.Line(sheet.Pair("age", Age(sheet, sheet.Author.Dice.Between(2, 11)))),
            BornBeforeVisit,
            sheet => Surroundings.Beside(sheet, sheet.Pair("age", Age(sheet, sheet.Author.Dice.Between(13, 180))), "breed"),
            sheet => sheet.Line(Layouts.Blocks.Beneath(sheet.Pair("age", Age(sheet, sheet.Author.Dice.Between(13, 180))))),
            BornBeforeDocument,
            sheet => sheet.Line(sheet.Author.Say("Enfermedad: crónica desde hace 6 años", "Cage: 4, second row")),
            sheet => PatientFields.Empty(sheet, "age"),
            NotedAndBorn,
            BornBeforeVisit),
        new(
            "dob",
            sheet => sheet.Line(sheet.Birth(sheet.Author.Day())),
            sheet => sheet.Line(Layouts.Blocks.Beneath(sheet.Birth(sheet.Author.Day()))),
            sheet => Surroundings.Beside(sheet, sheet.Birth(sheet.Author.Day()), "sex"),
            sheet => sheet.Line(sheet.DocumentDate(sheet.Author.Day())),
            sheet => sheet.Line(sheet.Birth(sheet.Author.Day())),
            sheet => PatientFields.Empty(sheet, "dob")),
        new(
            "weight",
            sheet => sheet.Line(sheet.PatientWeight(Kilograms(sheet))),
            Grams,
            InTwoVisits,
            sheet => Surroundings.Beside(sheet, sheet.PatientWeight(Kilograms(sheet)), "sex"),
            sheet => sheet.Line(Layouts.Blocks.Beneath(sheet.PatientWeight(Kilograms(sheet)))),
            BesideDoses,
            sheet => sheet.Line(sheet.Author.Say("Meloxicam 0,1 mg/kg en cada toma", "Meloxicam 0.1 mg/kg with each meal")),
            sheet => sheet.Line(sheet.Pen.Label(sheet.Author.Label("weight"), "0 kg")),
            sheet => sheet.Line(sheet.PatientWeight(Kilograms(sheet))),
            InOneVisit,
            sheet => sheet.Line(sheet.Author.Say("Saco de pienso 3 kg 27,90 €", "Dry food bag 3 kg £27.90")),
            sheet => PatientFields.Empty(sheet, "weight"),
            sheet => sheet.Line(sheet.Pen.Label(sheet.Author.UsualLabel("weight"), "184 kg"))),
    ];

    private static decimal Kilograms(Sheet sheet) => sheet.Author.Dice.Between(12, 520) / 10m;

    private static Written Age(Sheet sheet, int months) => Written.AsIs(Animal.AgeText(sheet.Author, months));

    private static void BornBeforeVisit(Sheet sheet)
    {
        var day = sheet.Author.Day();
        sheet.Line(sheet.Birth(day.AddDays(-sheet.Author.Dice.Between(100, 5_000))));
        VisitFields.Open(sheet, day);
        sheet.Remark();
    }

    private static void BornBeforeDocument(Sheet sheet)
    {
        var day = sheet.Author.Day();
        sheet.Line(sheet.DocumentDate(day));
        sheet.Line(sheet.Birth(day.AddDays(-sheet.Author.Dice.Between(100, 5_000))));
    }

    private static void NotedAndBorn(Sheet sheet)
    {
        var day = sheet.Author.Day();
        sheet.Line(sheet.Birth(day.AddDays(-800)));
        sheet.Line(sheet.Pair("age", Written.AsIs(sheet.Author.Say("2 años", "2 years"))));
        VisitFields.Open(sheet, day);
    }

    private static void Grams(Sheet sheet)
    {
        var weight = sheet.Author.WeightInGrams(sheet.Author.Dice.Between(51, 98) * 10);
        sheet.Truth.Set(new Slot("weight", null), weight.Value);
        sheet.Line(sheet.Pen.Label(sheet.Author.UsualLabel("weight"), weight.Text));
    }

    private static void InOneVisit(Sheet sheet)
    {
        VisitFields.Open(sheet, sheet.Author.Day());
        sheet.Remark();
        sheet.VisitWeight(Kilograms(sheet));
    }

    private static void InTwoVisits(Sheet sheet)
    {
        var day = sheet.Author.Day();
        DateOnly[] days = sheet.Author.Dice.Chance(50) ? [day, day.AddDays(40)] : [day.AddDays(40), day];
        foreach (var visit in days)
        {
            VisitFields.Open(sheet, visit);
            sheet.VisitWeight(Kilograms(sheet));
        }
    }

    private static void BesideDoses(Sheet sheet)
    {
        sheet.Line(sheet.PatientWeight(Kilograms(sheet)));
        sheet.Author.Words.DoseTable.ToList().ForEach(sheet.Line);
    }
}
