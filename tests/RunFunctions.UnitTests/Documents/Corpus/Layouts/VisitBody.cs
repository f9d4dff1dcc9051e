namespace RunFunctions.UnitTests.Documents.Corpus.Layouts;

/// <summary>What stands below the opening of a visit.</summary>
internal static class VisitBody
{
    /// <summary>Reason, remarks, findings and weight under labels.</summary>
    /// <param name="sheet">The record, in the visit.</param>
    /// <param name="visit">What it is about.</param>
    /// <param name="withReason">False when the opening has said it.</param>
    public static void Write(Sheet sheet, Encounter visit, bool withReason)
    {
        var dice = sheet.Author.Dice;
        if (withReason)
        {
            Reason(sheet, visit);
        }

        Remarks(sheet, dice.Below(3));
        if (dice.Chance(8))
        {
            sheet.NewPage();
        }

        var weighsFirst = dice.Chance(50);
        if (weighsFirst)
        {
            Weigh(sheet, visit);
        }

        Findings(sheet, visit);
        if (!weighsFirst)
        {
            Weigh(sheet, visit);
        }

        if (dice.Chance(35))
        {
            sheet.Remark();
        }
    }

    public static void Findings(Sheet sheet, Encounter visit)
    {
        foreach (var (key, text) in visit.Findings)
        {
            sheet.Line(sheet.Pair(key, Written.AsIs(text)));
        }
    }

    public static void Remarks(Sheet sheet, int count)
    {
        for (var remark = 0; remark < count; remark++)
        {
            sheet.Remark();
        }
    }

    private static void Reason(Sheet sheet, Encounter visit)
    {
        if (sheet.Author.Dice.Chance(85))
        {
            sheet.Line(sheet.Pair("reason_for_visit", Written.AsIs(visit.Reason)));
        }
        else
        {
            sheet.LeaveOpen("reason_for_visit");
        }
    }

    private static void Weigh(Sheet sheet, Encounter visit)
    {
        if (visit.Kilograms is { } kilograms)
        {
            sheet.VisitWeight(kilograms);
        }
    }
}
