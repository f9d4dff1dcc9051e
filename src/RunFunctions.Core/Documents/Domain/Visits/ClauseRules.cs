using System.Text.RegularExpressions;

namespace RunFunctions.Core.Documents.Domain.Visits;

/// <summary>
/// Which clause of a visit's notes is something observed and which something done or ordered (the table of
/// specs/documents.md §6.8). Patterns match folded clauses; the first rule that fires decides.
/// </summary>
internal sealed record ClauseRules
{
    /// <summary>A new clause begins where one of these stands within a sentence.</summary>
    public required Regex Opener { get; init; }

    public required Regex Anamnesis { get; init; }

    /// <summary>Says that the writer did it, which an anamnesis does not.</summary>
    public required Regex Performed { get; init; }

    public required Regex ExaminationStart { get; init; }

    public required Regex TreatmentLabel { get; init; }

    public required Regex Finding { get; init; }

    public required Regex Dosage { get; init; }

    public required Regex ToldFromHome { get; init; }

    public required Regex Reminder { get; init; }

    /// <summary>A remnant of a reminder that means something only after an action.</summary>
    public required Regex BareReminder { get; init; }

    /// <summary>The object of the action before it.</summary>
    public required Regex Continuation { get; init; }

    /// <summary>A visit to come.</summary>
    public required Regex Planned { get; init; }

    public required Regex Therapy { get; init; }

    /// <summary>
    /// A diagnostic word without one of these is an observation, as is everything that no rule claims, so that rule 9 of
    /// the table needs no pattern of its own.
    /// </summary>
    public required Regex AnyAction { get; init; }

    /// <param name="clause">Folded, without bullets and dates before it.</param>
    /// <param name="followsAction">Whether the clause before was an action.</param>
    public bool IsAction(string clause, bool followsAction)
    {
        var isTreatment = TreatmentLabel.IsMatch(clause);
        var isDosage = Dosage.IsMatch(clause);
        return (Anamnesis.IsMatch(clause) && !Performed.IsMatch(clause))
            || (ExaminationStart.IsMatch(clause) && !isTreatment)
            || (Finding.IsMatch(clause) && !isTreatment && !isDosage)
            || ToldFromHome.IsMatch(clause)
            ? false
            : Reminder.IsMatch(clause)
            || (followsAction && (BareReminder.IsMatch(clause) || Continuation.IsMatch(clause)))
            || isTreatment
            || isDosage
            || Planned.IsMatch(clause)
            || Therapy.IsMatch(clause)
            || AnyAction.IsMatch(clause);
    }
}

/// <summary>
/// The rules by language. All are built at first use, which the host warms up, and not with the first document of each.
/// </summary>
internal static class ClauseLanguages
{
    private static readonly ClauseRules Spanish = SpanishClauses.Rules;
    private static readonly ClauseRules English = EnglishClauses.Rules;

    /// <param name="language">ISO 639-1, or null; Spanish rules hold for languages that have none of their own.</param>
    public static ClauseRules RulesFor(string? language) => language == "en" ? English : Spanish;
}
