namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>A label found in a text; offsets count in the folded text.</summary>
/// <param name="Label">What was found.</param>
/// <param name="Start">First character of the phrase.</param>
/// <param name="ValueStart">First character after the separator.</param>
/// <param name="Separator">What stands between phrase and value.</param>
/// <param name="StartsSegment">Nothing but a bullet, or the end of something else, stands before the label.</param>
/// <param name="EndsPhrase">The word before the label shows that it is the tail of a longer phrase, as in "estado del paciente".</param>
internal sealed record LabelHit(
    Label Label,
    int Start,
    int ValueStart,
    LabelSeparator Separator,
    bool StartsSegment,
    bool EndsPhrase);
