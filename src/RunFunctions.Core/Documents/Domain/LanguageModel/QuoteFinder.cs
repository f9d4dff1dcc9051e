using System.Text;
using RunFunctions.Core.Documents.Domain.Mining;

namespace RunFunctions.Core.Documents.Domain.LanguageModel;

/// <summary>
/// Finds quotes in a text, whatever their case, diacritics and white space: models copy words faithfully and line ends
/// hardly ever. A quote that is not there was invented, and so was a value that is not in its quote.
/// </summary>
public sealed class QuoteFinder
{
    private const int MaxTries = 100;

    private readonly FoldedText _folded;
    private readonly string _text;
    private readonly List<int> _places;

    private QuoteFinder(DocumentText document)
    {
        _folded = FoldedText.Of(document.Text);
        (_text, _places) = Collapse(_folded.Text);
    }

    /// <summary>Where the values of a reading stand; those that do not stand in the text are left out.</summary>
    public static IReadOnlyList<QuotedPassage> Find(DocumentText document, ModelReading? reading)
    {
        if (reading is null or { Values.Count: 0 })
        {
            return [];
        }

        var finder = new QuoteFinder(document);
        return [.. reading.Values.Select(value => finder.Find(value, reading.MappingId)).OfType<QuotedPassage>()];
    }

    private QuotedPassage? Find(QuotedValue claim, string mappingId)
    {
        var (quote, value) = (Collapsed(claim.Quote), Collapsed(claim.Value));
        if (value.Length == 0 || value.Length > quote.Length || At(_text, quote) is not { } quoteAt
            || At(_text[quoteAt..(quoteAt + quote.Length)], value) is not { } valueInQuote)
        {
            return null;
        }

        var said = Origin(quoteAt, quote.Length);
        var written = Origin(quoteAt + valueInQuote, value.Length);
        return new QuotedPassage(claim.Key, said.Start.Value, written.Start.Value, written.End.Value, said.End.Value, mappingId);
    }

    /// <summary>The first place where the words stand as whole words; given up after some that are parts of others.</summary>
    private static int? At(string text, string words)
    {
        var at = -1;
        for (var tries = 0; tries < MaxTries && (at = text.IndexOf(words, at + 1, StringComparison.Ordinal)) >= 0; tries++)
        {
            var end = at + words.Length;
            if (!(IsInWord(text, at - 1) && IsInWord(words, 0)) && !(IsInWord(text, end) && IsInWord(words, words.Length - 1)))
            {
                return at;
            }
        }

        return null;
    }

    private static bool IsInWord(string text, int index) => index >= 0 && index < text.Length && char.IsLetterOrDigit(text[index]);

    private Range Origin(int start, int length) => _folded.OriginOf(_places[start], _places[start + length - 1] + 1);

    private static string Collapsed(string words) => Collapse(FoldedText.Fold(words)).Text.Trim();

    /// <summary>With one space for each run of white space, and the place of each character in the folded text.</summary>
    private static (string Text, List<int> Places) Collapse(string folded)
    {
        var text = new StringBuilder(folded.Length);
        var places = new List<int>(folded.Length);
        for (var index = 0; index < folded.Length; index++)
        {
            var isSpace = char.IsWhiteSpace(folded[index]);
            if (!isSpace || (text.Length > 0 && text[^1] != ' '))
            {
                text.Append(isSpace ? ' ' : folded[index]);
                places.Add(index);
            }
        }

        return (text.ToString(), places);
    }
}
