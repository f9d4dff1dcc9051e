namespace RunFunctions.UnitTests.Documents.Corpus;

/// <summary>What hurried typing and optical reading do to letters.</summary>
internal static class LetterShapes
{
    private const string Accented = "áéíóúüÁÉÍÓÚÜ";
    private const string Plain = "aeiouuAEIOUU";

    private static readonly Dictionary<char, char> Misreadings = new() { ['o'] = '0', ['O'] = '0', ['l'] = '1', ['I'] = '1' };

    /// <summary>Accents lost, ñ kept: it is a letter of its own on every keyboard that writes Spanish.</summary>
    public static string WithoutAccents(string text)
        => string.Concat(text.Select(letter => Accented.IndexOf(letter) is >= 0 and var index ? Plain[index] : letter));

    /// <summary>One letter read as the digit that looks like it; the text as it is when it has no such letter.</summary>
    public static string MisreadOne(string text, Dice dice)
    {
        int[] places = [.. Enumerable.Range(0, text.Length).Where(index => Misreadings.ContainsKey(text[index]))];
        if (places.Length == 0)
        {
            return text;
        }

        var place = dice.Pick(places);
        return text[..place] + Misreadings[text[place]] + text[(place + 1)..];
    }
}
