namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>Words of a folded text: runs of letters and digits.</summary>
internal static class FoldedWords
{
    public static IEnumerable<Range> In(string foldedText) => In(foldedText, 0, foldedText.Length);

    /// <summary>The words that begin from <paramref name="start"/> on and end by <paramref name="end"/>.</summary>
    public static IEnumerable<Range> In(string foldedText, int start, int end)
    {
        var position = start;
        while (position < end)
        {
            if (!char.IsLetterOrDigit(foldedText[position]))
            {
                position++;
                continue;
            }

            var wordStart = position;
            while (position < end && char.IsLetterOrDigit(foldedText[position]))
            {
                position++;
            }

            yield return wordStart..position;
        }
    }
}
