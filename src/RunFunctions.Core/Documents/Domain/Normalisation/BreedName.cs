using RunFunctions.Core.Documents.Domain.Mining;

namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>A breed: what is left of the value once words for the species and joints are gone (specs/documents.md §6.6).</summary>
public static class BreedName
{
    private static readonly char[] Joints = ['-', '_', '/', '|'];

    /// <returns>
    /// The accepted spelling of a known breed written without capitals or as an abbreviation; anything else as written,
    /// with capitals where there are none. Null when nothing is left.
    /// </returns>
    public static string? Normalise(string value)
    {
        var whole = FoldedText.Fold(value);
        var words = WordsIn(BreedVocabulary.Find(whole) is null ? WithoutSpecies(value) : value);
        var breed = string.Join(' ', words).Trim(',', '.', '(', ')', ' ');
        if (breed.Length == 0)
        {
            return null;
        }

        return (IsPlainlyWritten(breed) ? BreedVocabulary.Find(FoldedText.Fold(breed)) : null) ?? Titled(breed);
    }

    private static string WithoutSpecies(string value)
    {
        var folded = FoldedText.Of(value);
        var characters = value.ToCharArray();
        foreach (var word in Vocabulary.SpeciesWords(folded.Text))
        {
            var (start, end) = (folded.OriginOf(word.Start.Value), folded.OriginOf(word.End.Value));
            Array.Fill(characters, ' ', start, end - start);
        }

        return new string(characters);
    }

    private static IEnumerable<string> WordsIn(string value)
        => value.Split([.. Joints, ' ', '\t', '\r', '\n', '\u00A0'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Any(char.IsLetter));

    /// <summary>Small letters only, or an abbreviation such as DSH.</summary>
    private static bool IsPlainlyWritten(string breed)
        => !breed.Any(char.IsUpper) || (breed.Length <= 4 && breed.All(char.IsUpper));

    /// <summary>Only a word all in small letters gets a capital: "EUROPEO" and "McNab" stay as they are.</summary>
    private static string Titled(string breed)
        => string.Join(' ', breed.Split(' ').Select(word =>
            word.Any(char.IsUpper) ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
