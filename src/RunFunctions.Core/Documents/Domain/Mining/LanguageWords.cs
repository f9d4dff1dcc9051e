using System.Collections.Frozen;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>
/// Words that speak for the language of a text. Common words count once, words of records three times; a word of
/// several languages counts for the one that leads anyway.
/// </summary>
internal static class LanguageWords
{
    public static IReadOnlyList<string> Languages { get; } = ["es", "en", "pt", "fr"];

    /// <summary>Spanish labels that Portuguese records use as well.</summary>
    private const string SpanishAndPortuguese =
        "paciente animal sexo peso tutor tutora veterinario veterinaria clinica consulta motivo chip especie data diagnostico "
        + "alta medicacao idade observacoes prognostico";

    /// <summary>English labels that French records use as well.</summary>
    private const string EnglishAndFrench = "patient animal age date microchip client vaccination observations";

    private static readonly (string Languages, int Weight, string Words)[] Rows =
    [
        ("es", 1, "el los las del con por para una este muy pero tiene y que se lo su sus al en hay desde hasta sin cada dia dias"),
        ("en", 1, "the and of with was were is are has for to this that but very on at by from not she he his her been"),
        ("pt", 1, "o os da dos das com nao na nos nas em um uma ao pelo pela foi mas muito seu sua ele ela sao tem para que se"),
        ("fr", 1, "le les des du et est avec pour dans une un au aux il elle sur par pas qui ne son sa ses la que se"),
        ("es", 3, "mascota raza edad propietario diagnostico tratamiento perro gato felino especie fecha vacuna sintomas analitica calle"),
        ("en", 3, "owner breed weight species diagnosis treatment dog cat visit canine feline neutered spayed symptoms"),
        ("pt", 3, "nome raca idade nascimento tratamento cao gata pelagem telefone endereco vacina queixa exame sintomas racao dono"),
        ("fr", 3, "nom espece race sexe poids naissance proprietaire traitement diagnostic motif puce chien chat chatte "
            + "chienne vaccin adresse symptomes veterinaire sterilise sterilisee"),
        ("es pt", 3, SpanishAndPortuguese),
        ("en fr", 3, EnglishAndFrench),
    ];

    private static readonly FrozenDictionary<string, LanguageWord>.AlternateLookup<ReadOnlySpan<char>> ByWord =
        Build().GetAlternateLookup<ReadOnlySpan<char>>();

    public static LanguageWord? Find(ReadOnlySpan<char> foldedWord) => ByWord.TryGetValue(foldedWord, out var word) ? word : null;

    private static FrozenDictionary<string, LanguageWord> Build()
    {
        var words = new Dictionary<string, LanguageWord>();
        foreach (var (languages, weight, list) in Rows)
        {
            var mask = languages.Split(' ').Aggregate(0, (bits, language) => bits | Bit(language));
            foreach (var word in list.Split(' '))
            {
                var known = words.GetValueOrDefault(word) ?? new LanguageWord(0, 0);
                words[word] = new LanguageWord(known.Mask | mask, Math.Max(known.Weight, weight));
            }
        }

        return words.ToFrozenDictionary();
    }

    private static int Bit(string language) => 1 << Languages.ToList().IndexOf(language);
}

/// <summary>What a word says about the language.</summary>
/// <param name="Mask">One bit for each language that has the word, in the order of <see cref="LanguageWords.Languages"/>.</param>
/// <param name="Weight">How much it counts.</param>
internal sealed record LanguageWord(int Mask, int Weight);
