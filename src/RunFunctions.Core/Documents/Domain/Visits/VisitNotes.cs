using RunFunctions.Core.Documents.Domain.Mining;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Visits;

/// <summary>What a visit tells beside the values that have a field: things observed, and things done or ordered.</summary>
internal sealed record VisitNotes(Candidate? Observations, Candidate? Actions, Candidate? Reason)
{
    private const string SplitRule = "fallback::clauses";
    private const string ReasonRule = "fallback::visit_heading";

    private const int LongestReason = 200;

    /// <param name="document">The document.</param>
    /// <param name="visit">One of its visits.</param>
    /// <param name="told">Values that a label announced, wherever they stand.</param>
    /// <param name="rules">Rules of the document's language.</param>
    public static VisitNotes Of(DocumentText document, Visit visit, ToldValues told, ClauseRules rules)
    {
        var reader = new ClauseReader(document.Text, rules);
        var clauses = visit.Segments
            .SelectMany(segment => reader.Read(segment.Content, told.Spans, told.Values))
            .DistinctBy(clause => clause.Folded)
            .ToList();
        var observations = new List<Clause>();
        var actions = new List<Clause>();
        var followsAction = false;
        foreach (var clause in clauses)
        {
            followsAction = rules.IsAction(clause.Folded, followsAction);
            (followsAction ? actions : observations).Add(clause);
        }

        return new(
            Joined(document, FieldKeys.Observations, observations),
            Joined(document, FieldKeys.Actions, actions),
            ReasonIn(document, clauses, rules));
    }

    private static Candidate? Joined(DocumentText document, string key, List<Clause> clauses)
        => clauses.Count == 0
            ? null
            : Of(document, key, clauses[0], string.Join(' ', clauses.Select(clause => clause.Text)), SplitRule);

    /// <summary>The first thing that is told, unless it is what the examination found or when to come again.</summary>
    private static Candidate? ReasonIn(DocumentText document, List<Clause> clauses, ClauseRules rules)
        => clauses is [{ Text.Length: <= LongestReason } first, ..] && !rules.ExaminationStart.IsMatch(first.Folded)
            && !rules.Planned.IsMatch(first.Folded)
            ? Of(document, FieldKeys.ReasonForVisit, first, first.Text, ReasonRule)
            : null;

    private static Candidate Of(DocumentText document, string key, Clause first, string value, string rule)
        => new(key, value, value, Candidate.Guessed, Evidence.At(document, first.Place.Start..first.Place.End), rule);
}
