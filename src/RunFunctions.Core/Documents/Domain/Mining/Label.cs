namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>A phrase that announces a value.</summary>
/// <param name="Phrase">Folded words, one space between them; <c>nº</c> stands for every way to write "number".</param>
/// <param name="Language">Language whose documents use the phrase; null when several do.</param>
/// <param name="Meaning">What follows.</param>
internal sealed record Label(string Phrase, string? Language, LabelMeaning Meaning)
{
    public string MappingId => "label_regex::" + Phrase;
}
