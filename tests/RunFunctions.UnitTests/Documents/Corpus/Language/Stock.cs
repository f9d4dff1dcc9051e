namespace RunFunctions.UnitTests.Documents.Corpus.Language;

/// <summary>Invented values. Each half of the corpus draws from its own half of every list, so that neither knows the other's.</summary>
internal sealed record Stock
{
    public required string[] FemaleNames { get; init; }

    public required string[] MaleNames { get; init; }

    public required string[] DogBreeds { get; init; }

    public required string[] CatBreeds { get; init; }

    public required string[] People { get; init; }

    /// <summary>What stands after the word for a clinic.</summary>
    public required string[] ClinicNames { get; init; }

    /// <summary>Kinds of clinic; {0} is the name.</summary>
    public required string[] ClinicForms { get; init; }

    /// <summary>Street and number, as written and as entered.</summary>
    public required Written[] Streets { get; init; }

    /// <summary>Postal lines.</summary>
    public required string[] Towns { get; init; }

    /// <summary>Visit-scoped texts by key.</summary>
    public required IReadOnlyDictionary<string, string[]> Clinical { get; init; }

    public required string[] Services { get; init; }

    /// <summary>The entries of a list that belong to one half.</summary>
    public static IReadOnlyList<T> Of<T>(IEnumerable<T> values, Half half)
        => [.. values.Where((_, index) => index % 2 == (half == Half.Development ? 0 : 1))];
}
