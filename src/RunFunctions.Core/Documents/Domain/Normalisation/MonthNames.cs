using System.Collections.Frozen;

namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>Folded names of months in Spanish and English, whole or cut.</summary>
internal static class MonthNames
{
    private static readonly string[] Spellings =
    [
        "enero ene january jan", "febrero feb february", "marzo mar march", "abril abr april apr", "mayo may",
        "junio jun june", "julio jul july", "agosto ago august aug", "septiembre setiembre sep sept set september",
        "octubre oct october", "noviembre nov november", "diciembre dic december dec",
    ];

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Numbers = Spellings
        .SelectMany((names, index) => names.Split(' ').Select(name => KeyValuePair.Create(name, index + 1)))
        .ToFrozenDictionary()
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <returns>1 to 12; null when the word is no month.</returns>
    public static int? Number(ReadOnlySpan<char> foldedWord) => Numbers.TryGetValue(foldedWord, out var number) ? number : null;
}
