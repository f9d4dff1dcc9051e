namespace RunFunctions.UnitTests.Documents.Corpus.SingleFields;

/// <summary>The ways in which records say one thing, or seem to.</summary>
/// <param name="Key">The only key judged.</param>
/// <param name="Forms">Each writes one way; a case takes them in turn.</param>
internal sealed record SingleField(string Key, params Action<Sheet>[] Forms)
{
    /// <summary>Cases of every key, language and half.</summary>
    private const int Number = 14;

    public static readonly SingleField[] All =
    [
        .. PatientFields.All, .. AgeAndWeight.All, .. VisitFields.All, .. ClinicalFields.All, .. PartyFields.All, .. RecordFields.All,
    ];

    public static IEnumerable<CorpusCase> Cases()
        => from field in All
           from language in new[] { "es", "en" }
           from half in Enum.GetValues<Half>()
           from number in Enumerable.Range(0, Number)
           select field.Case(language, half, number);

    private CorpusCase Case(string language, Half half, int number)
    {
        var seed = (Seed(Key) * 1000) + ((ulong)half * 100) + (ulong)number;
        var sheet = new Sheet(new Author(seed, language, half)) { Truth = new Truth { Keys = new HashSet<string> { Key } } };
        Surroundings.Before(sheet, Key);
        Forms[number % Forms.Length](sheet);
        Surroundings.After(sheet, Key);
        return sheet.Finish($"{Key}/{language}/{(half == Half.Development ? "dev" : "held")}/{number:00}", "single field");
    }

    private static ulong Seed(string key) => (ulong)Array.IndexOf(RecordKeys.All, key) + 77;
}
