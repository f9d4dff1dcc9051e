namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>A value that a rule proposes for a field.</summary>
/// <param name="Key">Field key.</param>
/// <param name="Value">Normalised value.</param>
/// <param name="RawValue">The value as written in the document.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Evidence">Where it was found.</param>
/// <param name="MappingId">
/// The rule that found it: <c>label_regex::{label}</c>, <c>anchor::{word}</c>, <c>fallback::{name}</c> or
/// <c>llm::{model}</c>; the unit that reviews calibrate.
/// </param>
public sealed record Candidate(
    string Key,
    string Value,
    string RawValue,
    decimal Confidence,
    Evidence Evidence,
    string MappingId)
{
    /// <summary>
    /// Confidence of a value that its own label announces and that a check bears out: a word of a closed vocabulary, a
    /// transponder number of ISO 11784.
    /// </summary>
    public const decimal Verified = 0.75m;

    /// <summary>Confidence of a value that a language model read, and that stands in the text where it said.</summary>
    public const decimal Quoted = 0.70m;

    /// <summary>Confidence of a value that its own label announces.</summary>
    public const decimal Labelled = 0.66m;

    /// <summary>Confidence of a value whose field or reading had to be guessed.</summary>
    public const decimal Guessed = 0.50m;
}

/// <summary>The passage of the document that supports a value.</summary>
/// <param name="Page">1-based page of the first character.</param>
/// <param name="Offset">First UTF-16 code unit of the passage in the document text.</param>
/// <param name="Snippet">The passage as written, at most 180 characters: a longer one is cut after 177 and ends in <c>...</c>.</param>
public sealed record Evidence(int? Page, int? Offset, string Snippet)
{
    public const int MaxSnippetLength = 180;

    private const string Ellipsis = "...";

    /// <param name="document">The document that holds the passage.</param>
    /// <param name="passage">UTF-16 code units of the document text.</param>
    public static Evidence At(DocumentText document, Range passage)
    {
        var (offset, length) = passage.GetOffsetAndLength(document.Text.Length);
        return new Evidence(document.PageAt(offset), offset, Cut(document.Text.AsSpan(offset, length)));
    }

    private static string Cut(ReadOnlySpan<char> passage)
    {
        if (passage.Length <= MaxSnippetLength)
        {
            return passage.ToString();
        }

        var length = MaxSnippetLength - Ellipsis.Length;
        return string.Concat(passage[..(char.IsHighSurrogate(passage[length - 1]) ? length - 1 : length)], Ellipsis);
    }
}
