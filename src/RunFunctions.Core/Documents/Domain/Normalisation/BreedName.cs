using RunFunctions.Core.Documents.Domain.Mining;

namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>A breed: what is left of the value once words for the species and joints are gone (specs/documents.md §6.6).</summary>
public static class BreedName
{
    private static readonly char[] Joints = ['-', '_', '/', '|'];

    /// <returns>Null when nothing is left.</returns>
    public static string? Normalise(string value)
    {
        var folded = FoldedText.Of(value);
        var characters = value.ToCharArray();
        foreach (var word in Vocabulary.SpeciesWords(folded.Text))
        {
            var (start, end) = (folded.OriginOf(word.Start.Value), folded.OriginOf(word.End.Value));
            Array.Fill(characters, ' ', start, end - start);
        }

        var words = new string(characters)
            .Split([.. Joints, ' ', '\t', '\r', '\n', '\u00A0'], StringSplitOptions.RemoveEmptyEntries)
            .Select(Capitalised)
            .Where(word => word.Any(char.IsLetter));
        var breed = string.Join(' ', words).Trim(',', '.', '(', ')', ' ');
        return breed.Length == 0 ? null : breed;
    }

    /// <summary>Only a word all in small letters gets a capital: "EUROPEO" and "McNab" stay as they are.</summary>
    private static string Capitalised(string word)
        => word.Any(char.IsUpper) ? word : char.ToUpperInvariant(word[0]) + word[1..];
}
