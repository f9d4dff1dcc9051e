using System.Collections.Frozen;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>Tells Spanish from English by labels and by words that only one of the two uses.</summary>
internal static class LanguageDetector
{
    private const int LabelWeight = 3;
    private const int MinScore = 3;

    private static readonly FrozenSet<string> Spanish = FrozenSet.Create(
        "el", "los", "las", "del", "con", "por", "para", "una", "esta", "este", "muy", "pero", "tiene", "se", "que");

    private static readonly FrozenSet<string> English = FrozenSet.Create(
        "the", "and", "of", "with", "was", "were", "is", "are", "has", "for", "to", "this", "that", "but", "very");

    /// <summary>A language and the folded passage that first spoke for it.</summary>
    public sealed record Detection(string Language, string Rule, int Start, int End);

    /// <returns>Null when neither language leads by two to one.</returns>
    public static Detection? Detect(string text, IEnumerable<LabelHit> labels)
    {
        var spanish = new Tally("es");
        var english = new Tally("en");
        foreach (var label in labels)
        {
            var tally = label.Label.Language switch { "es" => spanish, "en" => english, _ => null };
            tally?.Add(LabelWeight, label.Label.MappingId, label.Start, label.ValueStart);
        }

        CountWords(text, spanish, english);
        return Winner(spanish, english) ?? Winner(english, spanish);
    }

    private static Detection? Winner(Tally one, Tally other)
        => one.Score >= MinScore && one.Score >= 2 * other.Score ? one.First : null;

    private static void CountWords(string text, Tally spanish, Tally english)
    {
        var spanishWords = Spanish.GetAlternateLookup<ReadOnlySpan<char>>();
        var englishWords = English.GetAlternateLookup<ReadOnlySpan<char>>();
        var end = 0;
        while (end < text.Length)
        {
            var start = end;
            while (end < text.Length && char.IsLetter(text[end]))
            {
                end++;
            }

            var word = text.AsSpan(start, end - start);
            if (spanishWords.Contains(word))
            {
                spanish.Add(1, "stop_words::es", start, end);
            }
            else if (englishWords.Contains(word))
            {
                english.Add(1, "stop_words::en", start, end);
            }

            end++;
        }
    }

    private sealed class Tally(string language)
    {
        public int Score { get; private set; }

        public Detection? First { get; private set; }

        public void Add(int weight, string rule, int start, int end)
        {
            Score += weight;
            First ??= new Detection(language, rule, start, end);
        }
    }
}
