using System.Buffers;
using System.Globalization;
using System.Text;

namespace RunFunctions.Core.Documents.Domain.Quality;

/// <summary>Counts over a text, in Unicode code points; runs of white space count as one space and the ends are trimmed.</summary>
internal sealed class TextStatistics
{
    private const string ReadablePunctuation = ".,;:!?()[]{}'\"-_/\\%&+*#@";
    private const int LongTokenLength = 12;
    private const int WordLength = 3;
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouáéíóúüAEIOUÁÉÍÓÚÜ");

    private int _alphaRun;
    private int _latinRun;
    private bool _pendingSpace;

    private TextStatistics()
    {
    }

    /// <summary>All code points, before white space is collapsed.</summary>
    public int OriginalLength { get; private set; }

    public int Whitespace { get; private set; }

    public int LineFeeds { get; private set; }

    /// <summary>Code points after white space is collapsed; the base of every ratio without another one.</summary>
    public int Length { get; private set; }

    public int Printable { get; private set; }

    public int Letters { get; private set; }

    public int Uppercase { get; private set; }

    public int VowelLetters { get; private set; }

    /// <summary>Neither letter, digit nor space.</summary>
    public int Punctuation { get; private set; }

    /// <summary>Punctuation that running text does not use.</summary>
    public int StrangePunctuation { get; private set; }

    /// <summary>Runs of at least three Latin letters.</summary>
    public int Words { get; private set; }

    /// <summary>Runs of letters of any script.</summary>
    public int AlphaTokens { get; private set; }

    public int LongTokens { get; private set; }

    public int SingleLetterTokens { get; private set; }

    public static TextStatistics Of(string text)
    {
        var statistics = new TextStatistics();
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var wellFormed = Rune.DecodeFromUtf16(rest, out var rune, out var consumed) == OperationStatus.Done;
            statistics.Count(rune, wellFormed);
            rest = rest[consumed..];
        }

        statistics.EndToken();
        statistics.EndWord();
        return statistics;
    }

    private void Count(Rune rune, bool wellFormed)
    {
        OriginalLength++;
        if (Rune.IsWhiteSpace(rune))
        {
            Whitespace++;
            LineFeeds += rune.Value == '\n' ? 1 : 0;
            _pendingSpace = Length > 0;
            EndToken();
            EndWord();
            return;
        }

        if (_pendingSpace)
        {
            Length++;
            Printable++;
            _pendingSpace = false;
        }

        Length++;
        Printable += wellFormed && IsPrintable(rune) ? 1 : 0;
        CountLetter(rune);
        if (!Rune.IsLetterOrDigit(rune))
        {
            Punctuation++;
            StrangePunctuation += rune.IsAscii && ReadablePunctuation.Contains((char)rune.Value) ? 0 : 1;
        }
    }

    private void CountLetter(Rune rune)
    {
        if (!Rune.IsLetter(rune))
        {
            EndToken();
            EndWord();
            return;
        }

        Letters++;
        Uppercase += Rune.IsUpper(rune) ? 1 : 0;
        VowelLetters += rune.IsBmp && Vowels.Contains((char)rune.Value) ? 1 : 0;
        _alphaRun++;
        if (IsLatin(rune.Value))
        {
            _latinRun++;
        }
        else
        {
            EndWord();
        }
    }

    private void EndToken()
    {
        AlphaTokens += _alphaRun > 0 ? 1 : 0;
        LongTokens += _alphaRun >= LongTokenLength ? 1 : 0;
        SingleLetterTokens += _alphaRun == 1 ? 1 : 0;
        _alphaRun = 0;
    }

    private void EndWord()
    {
        Words += _latinRun >= WordLength ? 1 : 0;
        _latinRun = 0;
    }

    /// <summary>Basic Latin up to Latin Extended-B, and Latin Extended Additional.</summary>
    private static bool IsLatin(int letter) => letter is < 0x0250 or (>= 0x1E00 and < 0x1F00);

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
