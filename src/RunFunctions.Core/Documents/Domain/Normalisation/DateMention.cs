namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>A date somewhere in a text.</summary>
/// <param name="Date">Day first, or year first.</param>
/// <param name="Start">First character, in the folded text.</param>
/// <param name="End">After the last.</param>
public readonly record struct DateMention(RecordDate Date, int Start, int End)
{
    /// <summary>Every date of the text in order of place. Digits that go on before or after are no date: <c>941-000-12</c>.</summary>
    public static IEnumerable<DateMention> In(string foldedText)
    {
        ArgumentNullException.ThrowIfNull(foldedText);
        for (var position = 0; position < foldedText.Length; position++)
        {
            if (!char.IsAsciiDigit(foldedText[position]) || GoesOnBefore(foldedText, position))
            {
                continue;
            }

            var rest = foldedText.AsSpan(position);
            if (RecordDate.AtStart(rest) is { } date && RecordDate.LengthAtStart(rest) is { } length)
            {
                yield return new DateMention(date, position, position + length);
                position += length - 1;
            }
            else
            {
                while (position + 1 < foldedText.Length && char.IsAsciiDigit(foldedText[position + 1]))
                {
                    position++;
                }
            }
        }
    }

    private static bool GoesOnBefore(string text, int position) =>
        position > 0 && (char.IsLetterOrDigit(text[position - 1])
            || (position > 1 && text[position - 1] is '/' or '-' or '.' && char.IsAsciiDigit(text[position - 2])));
}
