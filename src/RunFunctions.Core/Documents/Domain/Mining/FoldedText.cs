using System.Text;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>
/// A text in which case, diacritics and typographic variants are ignored, with a map back: rules match on
/// <see cref="Text"/>, evidence is cut from <see cref="Original"/>. Offsets count UTF-16 code units.
/// </summary>
public sealed class FoldedText
{
    private readonly int[] _origins;

    private FoldedText(string original, string text, int[] origins)
    {
        Original = original;
        Text = text;
        _origins = origins;
    }

    public string Original { get; }

    public string Text { get; }

    public static FoldedText Of(string original)
    {
        var text = new StringBuilder(original.Length);
        var origins = new List<int>(original.Length + 1);
        for (var index = 0; index < original.Length; index++)
        {
            foreach (var character in FoldingTable.Fold(original[index]))
            {
                text.Append(character);
                origins.Add(index);
            }
        }

        origins.Add(original.Length);
        return new FoldedText(original, text.ToString(), [.. origins]);
    }

    /// <summary>The folded form alone, for values that need no way back.</summary>
    public static string Fold(string original)
        => Ascii.IsValid(original) ? original.ToLowerInvariant() : Of(original).Text;

    /// <summary>Offset in the original of the character that gave the folded one at <paramref name="index"/>.</summary>
    /// <param name="index">0 up to and including the length of <see cref="Text"/>.</param>
    public int OriginOf(int index) => _origins[index];

    /// <summary>The first folded character that came from the original at <paramref name="origin"/> or after it.</summary>
    public int IndexOf(int origin)
    {
        var (low, high) = (0, Text.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _origins[middle] < origin ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>
    /// The part of the original that gave the folded characters from <paramref name="start"/> up to, not including,
    /// <paramref name="end"/>; marks that folding drops belong to the character before them.
    /// </summary>
    public Range OriginOf(int start, int end)
    {
        var first = _origins[start];
        return end <= start ? first..first : first..Math.Max(_origins[end], _origins[end - 1] + 1);
    }
}
