namespace RunFunctions.UnitTests.Documents.Corpus;

/// <summary>What one visit is about.</summary>
/// <param name="Day">When.</param>
/// <param name="Reason">Why.</param>
/// <param name="Findings">Key and text of what is noted, in the order of the record.</param>
/// <param name="Kilograms">Null when nobody used the scales.</param>
internal sealed record Encounter(DateOnly Day, string Reason, IReadOnlyList<(string Key, string Text)> Findings, decimal? Kilograms)
{
    /// <summary>Visits on different days, oldest first.</summary>
    public static IReadOnlyList<Encounter> Several(Author author, int count, DateOnly firstDay, decimal kilograms)
    {
        var visits = new List<Encounter>();
        var day = firstDay;
        for (var number = 0; number < count; number++)
        {
            visits.Add(By(author, day, kilograms));
            day = day.AddDays(author.Dice.Between(6, 140));
            kilograms = Math.Max(1.2m, kilograms + (author.Dice.Between(-4, 6) / 10m));
        }

        return visits;
    }

    public static Encounter By(Author author, DateOnly day, decimal kilograms)
    {
        var dice = author.Dice;
        List<(string Key, string Text)> findings = [];
        Maybe("symptoms", 35);
        Maybe("lab_result", 25);
        Maybe("imaging", 25);
        Maybe("diagnosis", 80);
        if (findings is [.., ("diagnosis", var first)] && dice.Chance(15) && author.Clinical("diagnosis") is var second && second != first)
        {
            findings.Add(("diagnosis", second));
        }

        Maybe("procedure", 45);
        Maybe("vaccinations", 20);
        Maybe(dice.Chance(50) ? "medication" : "treatment_plan", 85);
        return new(day, author.Clinical("reason_for_visit"), findings, dice.Chance(75) ? kilograms : null);

        void Maybe(string key, int percent)
        {
            if (dice.Chance(percent))
            {
                findings.Add((key, author.Clinical(key)));
            }
        }
    }
}
