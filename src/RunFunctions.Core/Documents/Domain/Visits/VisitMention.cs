namespace RunFunctions.Core.Documents.Domain.Visits;

/// <summary>A date of the text that is said to be of a visit. Offsets count UTF-16 code units of the document text.</summary>
/// <param name="Date">The day.</param>
/// <param name="Cue">Visit, admission or discharge.</param>
/// <param name="Rule">What said so, as a mapping id: <c>anchor::{word}</c>, <c>fallback::timeline</c>, or the rule of a candidate.</param>
/// <param name="IsCertain">Whether the order of day and month is certain, or not in question.</param>
internal sealed record VisitMention(DateOnly Date, VisitCue Cue, string Rule, bool IsCertain)
{
    /// <summary>Where the text of the visit begins when the mention opens one.</summary>
    public required int Start { get; init; }

    /// <summary>Where the heading ends and what is told of the visit begins.</summary>
    public required int ContentStart { get; init; }

    /// <summary>First character of the date.</summary>
    public required int DateStart { get; init; }

    /// <summary>After the last character of the date.</summary>
    public required int DateEnd { get; init; }

    /// <summary>The date heads a line or a sentence; otherwise it stands within prose.</summary>
    public required bool IsHeading { get; init; }

    /// <summary>The date is the value of a field such as "Fecha de visita", of which a document needs only one for a visit.</summary>
    public required bool IsLabelled { get; init; }
}
