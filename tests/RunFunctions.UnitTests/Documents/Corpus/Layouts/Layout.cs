namespace RunFunctions.UnitTests.Documents.Corpus.Layouts;

/// <param name="Name">A line of the table.</param>
/// <param name="Write">Fills a sheet.</param>
internal sealed record Layout(string Name, Action<Sheet> Write)
{
    public static readonly Layout[] All =
    [
        new("label block", LabelBlock.Write),
        new("two columns", TwoColumns.Write),
        new("dated timeline", Timeline.Write),
        new("practice system", PracticeSystem.Write),
        new("hospital stay", HospitalStay.Write),
        new("letterhead", Letterhead.Write),
        new("referral letter", ReferralLetter.Write),
        new("invoice", Invoice.Write),
    ];
}
