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

        if (char.IsAsciiDigit(whole[0]))
        {
            return BodyWeight.LengthAtStart(whole) == whole.Length ? [(FieldKeys.Weight, cell.Start, cell.End)] : [];
        }

        return ReadWords(text, cell, whole);
    }

    private static List<(string Key, int Start, int End)> ReadWords(string text, TextLine cell, string whole)
    {
        var found = new List<(string Key, int Start, int End)>();
        var (otherStart, otherEnd) = (-1, -1);
        var negation = -1;
        foreach (var range in FoldedWords.In(text, cell.Start, cell.End))
        {
            var (start, end) = (range.Start.Value, range.End.Value);
            var word = text.AsSpan(range);
            if (Vocabulary.IsSpeciesWord(word))
            {
                found.Add((FieldKeys.Species, start, end));
            }
            else if (Vocabulary.IsSexWord(word))
            {
                found.Add((FieldKeys.Sex, start, end));
            }
            else if (Vocabulary.IsReproductionWord(word))
            {
                found.Add((FieldKeys.ReproductiveStatus, negation >= 0 ? negation : start, end));
            }
            else if (word is "no" or "sin" or "not")
            {
                negation = start;
            }
            else if (word is not ("de" or "raza" or "especie" or "sexo" or "breed"))
            {
                (otherStart, otherEnd) = (otherStart < 0 ? start : otherStart, end);
            }
        }

        if (BreedVocabulary.Find(whole) is not null)
        {
            return [(FieldKeys.Breed, cell.Start, cell.End)];
        }

        if (otherStart < 0)
        {
            return found;
        }

        if (BreedVocabulary.Find(text[otherStart..otherEnd]) is null)
        {
            return [];
        }

        found.Add((FieldKeys.Breed, otherStart, otherEnd));
        return found;
    }
}
