using RunFunctions.Core.Documents.Domain.Normalisation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>What a part of a line says of the animal when it says nothing else: "Perro mestizo", "5 años", "hembra esterilizada".</summary>
internal static class PatientCell
{
    private const int MaxLength = 60;

    /// <returns>Fields and where their values stand; none when the part holds any other word.</returns>
    public static IReadOnlyList<(string Key, int Start, int End)> Read(string text, TextLine cell)
    {
        if (cell.End - cell.Start is < 2 or > MaxLength)
        {
            return [];
        }

        var whole = text[cell.Start..cell.End];
        if (AnimalAge.IsAge(whole))
        {
            return [(FieldKeys.Age, cell.Start, cell.End)];
        }

        if (char.IsAsciiDigit(whole[0]) && BodyWeight.LengthAtStart(whole) == whole.Length)
        {
            return [(FieldKeys.Weight, cell.Start, cell.End)];
        }

        if (BreedVocabulary.Find(whole) is not null)
        {
            return [(FieldKeys.Breed, cell.Start, cell.End)];
        }

        var words = AnimalWords.In(text, cell.Start, cell.End);
        if (words.Others.Count == 0)
        {
            return words.Found;
        }

        var (start, end) = (words.Others[0].Start, words.Others[^1].End);
        return BreedVocabulary.Find(text[start..end]) is null ? [] : [.. words.Found, (FieldKeys.Breed, start, end)];
    }
}
