namespace RunFunctions.Core.Documents.Domain.LanguageModel;

/// <summary>Where a value that a language model read stands in a text, in UTF-16 code units of it.</summary>
/// <param name="Key">Field key.</param>
/// <param name="Start">First character of the quote.</param>
/// <param name="ValueStart">First character of the value.</param>
/// <param name="ValueEnd">After the value's last character.</param>
/// <param name="End">After the quote's last character.</param>
/// <param name="MappingId">Which model read it.</param>
public sealed record QuotedPassage(string Key, int Start, int ValueStart, int ValueEnd, int End, string MappingId)
{
    /// <summary>The passage in the text from <paramref name="start"/> to <paramref name="end"/> alone; null when the value is not in it.</summary>
    public QuotedPassage? Within(int start, int end) =>
        ValueStart < start || ValueEnd > end
            ? null
            : this with
            {
                Start = Math.Max(Start, start) - start,
                ValueStart = ValueStart - start,
                ValueEnd = ValueEnd - start,
                End = Math.Min(End, end) - start,
            };
}
