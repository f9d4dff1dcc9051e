namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>A date somewhere in a text.</summary>
/// <param name="Date">Day first, or year first.</param>
/// <param name="Start">First character, in the folded text.</param>
/// <param name="End">After the last.</param>
public readonly record struct DateMention(RecordDate Date, int Start, int End)
{
    /// <summary>Every date of the text in order of place. Digits that go on before or after are no date: <c>941-000-12</c>.</summary>
    /// <param name="foldedText">The text.</param>
    /// <param name="order">How dates in numbers are read when both orders are possible.</param>
    public static IEnumerable<DateMention> In(string foldedText, DateOrder order = DateOrder.DayFirst)
    {
        ArgumentNullException.ThrowIfNull(foldedText);
        var position = 0;
        while (position < foldedText.Length)
        {
            if (!char.IsLetterOrDigit(foldedText[position]))
            {
                position++;
                continue;
            }

            if (!GoesOnBefore(foldedText, position) && DateReader.Here(foldedText.AsSpan(position), order) is { } found)
            {
                yield return new DateMention(found.Date, position, position + found.Length);
                position += found.Length;
            }
            else
            {
                position = WordEnd(foldedText, position);
            }
        }
    }

    private static int WordEnd(string text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsLetterOrDigit(text[end]))
        {
            end++;
        }

        return end;
    }

    private static bool GoesOnBefore(string text, int position) =>
        position > 1 && text[position - 1] is '/' or '-' or '.' && char.IsAsciiDigit(text[position - 2]);
}
