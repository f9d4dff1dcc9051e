using RunFunctions.Core.Documents.Domain.Normalisation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>Words of a folded text that say what an animal is, and the words that say anything else.</summary>
/// <param name="Found">Fields and where their values stand.</param>
/// <param name="Others">Words of no closed vocabulary; a breed may be among them.</param>
internal sealed record AnimalWords(
    IReadOnlyList<(string Key, int Start, int End)> Found, IReadOnlyList<(int Start, int End)> Others)
{
    public static AnimalWords In(string text, int start, int end)
    {
        var words = FoldedWords.In(text, start, end).Select(word => (Start: word.Start.Value, End: word.End.Value)).ToList();
        var found = new List<(string Key, int Start, int End)>();
        var others = new List<(int Start, int End)>();
        var negation = -1;
        for (var index = 0; index < words.Count; index++)
        {
            var (wordStart, wordEnd) = words[index];
            var word = text.AsSpan(wordStart, wordEnd - wordStart);
            if (KeyOf(word) is { } key)
            {
                found.Add((key, key == FieldKeys.ReproductiveStatus && negation >= 0 ? negation : wordStart, wordEnd));
            }
            else if (char.IsAsciiDigit(word[0]) && index + 1 < words.Count
                && AnimalAge.IsAge($"{word} {text[words[index + 1].Start..words[index + 1].End]}"))
            {
                found.Add((FieldKeys.Age, wordStart, words[++index].End));
            }
            else if (word is "no" or "sin" or "not")
            {
                negation = wordStart;
            }
            else if (word is not ("de" or "raza" or "especie" or "sexo" or "breed" or "old"))
            {
                others.Add(words[index]);
            }
        }

        return new AnimalWords(found, others);
    }

    private static string? KeyOf(ReadOnlySpan<char> word)
        => Vocabulary.IsSpeciesWord(word) ? FieldKeys.Species
            : Vocabulary.IsSexWord(word) ? FieldKeys.Sex
            : Vocabulary.IsReproductionWord(word) ? FieldKeys.ReproductiveStatus
            : null;
}
