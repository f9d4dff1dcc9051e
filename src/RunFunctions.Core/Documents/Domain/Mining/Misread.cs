namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>Letters that a scan shows as digits: <c>prop1etario</c>, <c>0wner</c>, <c>5exo</c>.</summary>
internal static class Misread
{
    private const int MaxLength = 24;

    /// <summary>A word of letters with a 0, 1 or 5 among them.</summary>
    public static bool IsPossible(ReadOnlySpan<char> foldedWord)
        => foldedWord.Length is >= 2 and <= MaxLength && foldedWord.ContainsAny('0', '1', '5') && foldedWord.ContainsAnyInRange('a', 'z');

    /// <param name="foldedWord">The word.</param>
    /// <param name="one">What a 1 stands for: <c>l</c> or <c>i</c>.</param>
    public static string Corrected(ReadOnlySpan<char> foldedWord, char one)
        => foldedWord.ToString().Replace('0', 'o').Replace('5', 's').Replace('1', one);
}
