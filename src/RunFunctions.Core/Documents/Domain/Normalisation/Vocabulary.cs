using System.Text.RegularExpressions;

namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>Controlled words in both languages for values of a closed set (specs/documents.md §6.6).</summary>
public static class Vocabulary
{
    public const string Canine = "canino";
    public const string Feline = "felino";
    public const string Female = "hembra";
    public const string Male = "macho";

    private static readonly Regex CanineWord = Word("canina|canino|perro|perra|dog|dogs|canine|puppy");
    private static readonly Regex FelineWord = Word("felina|felino|gato|gata|cat|cats|feline|kitten");
    private static readonly Regex FemaleWord = Word("hembra|female");
    private static readonly Regex MaleWord = Word("macho|male");
    private static readonly Regex SpeciesWord = Word(
        "canina|canino|perro|perra|dog|dogs|canine|puppy|felina|felino|gato|gata|cat|cats|feline|kitten");

    /// <returns><c>canino</c>, <c>felino</c> or null.</returns>
    public static string? Species(string foldedValue)
        => CanineWord.IsMatch(foldedValue) ? Canine : FelineWord.IsMatch(foldedValue) ? Feline : null;

    /// <returns><c>hembra</c>, <c>macho</c> or null; a letter counts only when it is the whole value.</returns>
    public static string? Sex(string foldedValue) => foldedValue switch
    {
        "h" or "f" => Female,
        "m" => Male,
        _ when FemaleWord.IsMatch(foldedValue) => Female,
        _ when MaleWord.IsMatch(foldedValue) => Male,
        _ => null,
    };

    /// <summary>Where words for a species stand in a folded text.</summary>
    internal static IEnumerable<Range> SpeciesWords(string foldedText)
        => SpeciesWord.Matches(foldedText).Select(match => match.Index..(match.Index + match.Length));

    private static Regex Word(string alternatives)
        => new($@"\b(?:{alternatives})\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
