using System.Collections.Frozen;

namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>Codes for values of a closed set, and the words of both languages that mean them (specs/documents.md §6.6).</summary>
public static class Vocabulary
{
    public const string Canine = "canino";
    public const string Feline = "felino";
    public const string Female = "hembra";
    public const string Male = "macho";
    public const string Neutered = "esterilizado";
    public const string Intact = "entero";

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> SpeciesByWord = Words(
        (Canine, "canina canino caninos perro perra perros perrito perrita dog dogs canine bitch puppy"),
        (Feline, "felina felino gato gata gatos gatito gatita cat cats feline kitten"),
        ("conejo", "conejo coneja rabbit bunny lagomorfo"),
        ("huron", "huron hurona ferret"),
        ("ave", "ave aves pajaro loro periquito agapornis canario ninfa cotorra bird avian parrot budgie budgerigar cockatiel canary"),
        ("reptil", "reptil tortuga iguana gecko serpiente lagarto reptile tortoise turtle snake lizard"),
        ("roedor", "roedor hamster cobaya cobayo rata raton chinchilla jerbo degu rodent rat mouse gerbil"),
        ("equino", "equino equina caballo yegua potro equine horse mare pony"),
        ("bovino", "bovino bovina vaca toro bovine cow cattle"),
        ("ovino", "ovino ovina oveja cordero ovine sheep"),
        ("caprino", "caprino caprina cabra goat caprine"),
        ("porcino", "porcino porcina cerdo cerda pig porcine"));

    /// <summary>Every code of a species, in alphabetical order.</summary>
    public static IReadOnlyList<string> AllSpecies { get; } = [.. SpeciesByWord.Dictionary.Values.Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Two words that mean what neither means alone.</summary>
    private static readonly (string Phrase, string Species)[] SpeciesPhrases = [("guinea pig", "roedor")];

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> SexByWord = Words(
        (Female, "hembra female"), (Male, "macho male"));

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> ReproductionByWord = Words(
        (Neutered, "esterilizado esterilizada castrado castrada ovariohisterectomizada neutered spayed desexed castrated "
            + "altered gelded sterilised sterilized esterilizar castrar"),
        (Intact, "entero entera fertil intact entire unspayed unneutered uncastrated"));

    private static readonly FrozenSet<string> Negations = FrozenSet.Create("no", "not", "sin", "non", "never");

    private static readonly FrozenSet<string> Yes = FrozenSet.Create("si", "yes", "y", "s");

    /// <returns>The code of the first word for a species; null when there is none.</returns>
    public static string? Species(string foldedValue)
    {
        foreach (var (phrase, species) in SpeciesPhrases)
        {
            if (foldedValue.Contains(phrase, StringComparison.Ordinal))
            {
                return species;
            }
        }

        return FirstMeaning(foldedValue, SpeciesByWord);
    }

    /// <returns><c>hembra</c>, <c>macho</c> or null; letters count only when they are the whole value.</returns>
    public static string? Sex(string foldedValue) => foldedValue switch
    {
        "h" or "f" or "h." or "f." or "fs" or "sf" or "fn" or "nf" or "fe" or "he" => Female,
        "m" or "m." or "mn" or "nm" or "mc" or "cm" or "me" => Male,
        _ => FirstMeaning(foldedValue, SexByWord),
    };

    /// <returns><c>esterilizado</c>, <c>entero</c> or null.</returns>
    public static string? ReproductiveStatus(string foldedValue) => foldedValue switch
    {
        "fs" or "sf" or "fn" or "nf" or "mn" or "nm" or "mc" or "cm" => Neutered,
        "fe" or "me" or "no" => Intact,
        _ when Yes.Contains(foldedValue) => Neutered,
        _ => Reproduction(foldedValue),
    };

    internal static bool IsSpeciesWord(ReadOnlySpan<char> foldedWord) => SpeciesByWord.ContainsKey(foldedWord);

    internal static bool IsSexWord(ReadOnlySpan<char> foldedWord) => SexByWord.ContainsKey(foldedWord);

    internal static bool IsReproductionWord(ReadOnlySpan<char> foldedWord) => ReproductionByWord.ContainsKey(foldedWord);

    /// <summary>Where words for a species stand in a folded text.</summary>
    internal static IEnumerable<Range> SpeciesWords(string foldedText)
        => FoldedWords.In(foldedText).Where(word => SpeciesByWord.ContainsKey(foldedText.AsSpan(word)));

    private static string? Reproduction(string foldedValue)
    {
        var isNegated = false;
        foreach (var word in FoldedWords.In(foldedValue))
        {
            if (ReproductionByWord.TryGetValue(foldedValue.AsSpan(word), out var status))
            {
                return isNegated && status == Neutered ? Intact : status;
            }

            isNegated = Negations.Contains(foldedValue[word]);
        }

        return null;
    }

    private static string? FirstMeaning(
        string foldedValue, FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> meanings)
    {
        foreach (var word in FoldedWords.In(foldedValue))
        {
            if (meanings.TryGetValue(foldedValue.AsSpan(word), out var meaning))
            {
                return meaning;
            }
        }

        return null;
    }

    private static FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Words(
        params IEnumerable<(string Code, string Words)> rows)
        => rows.SelectMany(row => row.Words.Split(' ').Select(word => KeyValuePair.Create(word, row.Code)))
            .ToFrozenDictionary()
            .GetAlternateLookup<ReadOnlySpan<char>>();
}
