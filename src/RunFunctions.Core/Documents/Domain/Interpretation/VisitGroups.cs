using System.Globalization;
using RunFunctions.Core.Documents.Domain.Mining;
using RunFunctions.Core.Documents.Domain.Schema;
using RunFunctions.Core.Documents.Domain.Visits;

namespace RunFunctions.Core.Documents.Domain.Interpretation;

/// <summary>The visits of a document as groups of fields, and the weights that are not of a visit.</summary>
/// <param name="Groups">By date; what cannot be tied to a visit is in the last, <see cref="VisitGroup.Unassigned"/>.</param>
/// <param name="LooseWeights">Weights that stand outside the visits.</param>
/// <param name="GuessedDateOrder">Whether the day of a visit was read day first although month first was as likely.</param>
internal sealed record VisitGroups(
    IReadOnlyList<VisitGroup> Groups, IReadOnlyList<Candidate> LooseWeights, bool GuessedDateOrder)
{
    public static VisitGroups Of(DocumentText document, MiningResult mined, StructuredFieldFactory factory)
    {
        var timeline = VisitTimeline.Of(document, mined);
        return timeline.Visits.Count == 0
            ? new([.. Unassigned(mined.Candidates, factory)], mined.Candidates[FieldKeys.Weight], GuessedDateOrder: false)
            : new Builder(document, mined, factory, timeline).Build();
    }

    private static IEnumerable<VisitGroup> Unassigned(CandidateSet candidates, StructuredFieldFactory factory)
    {
        var of = factory.Of(VisitGroup.Unassigned);
        var metadata = of.FieldsOf(FieldKeys.ReasonForVisit, candidates[FieldKeys.ReasonForVisit]).ToList();
        var fields = VisitKeys.Fields.Where(VisitKeys.Contains).SelectMany(key => of.FieldsOf(key, candidates[key])).ToList();
        return metadata.Count + fields.Count == 0 ? [] : [VisitGroup.Of(VisitGroup.Unassigned, metadata, fields)];
    }

    private sealed class Builder(
        DocumentText document, MiningResult mined, StructuredFieldFactory factory, VisitTimeline timeline)
    {
        private readonly ClauseRules _rules = ClauseLanguages.RulesFor(mined.Language);

        public VisitGroups Build()
        {
            var preamble = VisitMining.Of(document, mined, [timeline.Preamble]);
            CandidateSet[] ofVisits =
                [.. timeline.Visits.Select(visit => VisitMining.Of(document, mined, visit.Segments.Select(segment => segment.Whole)))];
            var told = ToldValues.Of(document, ofVisits.Append(mined.Candidates).SelectMany(set => set.Keys.SelectMany(key => set[key])));

            // Of a single visit speaks also what stands before its date.
            var isOnly = timeline.Visits.Count == 1;
            return new(
                [
                    .. timeline.Visits.Select((visit, index) => Group(
                        index, visit, isOnly ? WithoutWeights(ofVisits[index], preamble) : ofVisits[index], told)),
                    .. isOnly ? [] : Unassigned(preamble, factory),
                ],
                preamble[FieldKeys.Weight],
                timeline.Visits.Any(visit => !visit.Dated.IsCertain));
        }

        /// <summary>A weight before the first visit is the document's.</summary>
        private static CandidateSet WithoutWeights(CandidateSet visit, CandidateSet before)
        {
            foreach (var candidate in before.Keys.Where(key => key != FieldKeys.Weight).SelectMany(key => before[key]))
            {
                visit.Add(candidate);
            }

            return visit;
        }

        private VisitGroup Group(int index, Visit visit, CandidateSet values, ToldValues told)
        {
            var of = factory.Of(string.Create(CultureInfo.InvariantCulture, $"visit:{Iso(visit.Date)}:{visit.OfDay}"));
            var notes = VisitNotes.Of(document, visit, told, _rules);
            var reasons = values[FieldKeys.ReasonForVisit];
            return VisitGroup.Of(
                VisitGroup.Id(index + 1),
                [
                    .. of.FieldsOf(FieldKeys.VisitDate, [Date(FieldKeys.VisitDate, visit.Dated)]),
                    .. Dates(of, FieldKeys.AdmissionDate, visit.Admission),
                    .. Dates(of, FieldKeys.DischargeDate, visit.Discharge),
                    .. of.FieldsOf(FieldKeys.ReasonForVisit, reasons.Count > 0 || notes.Reason is null ? reasons : [notes.Reason]),
                ],
                [
                    .. VisitKeys.Fields.SelectMany(key => key switch
                    {
                        FieldKeys.Observations => Derived(of, notes.Observations),
                        FieldKeys.Actions => Derived(of, notes.Actions),
                        _ => of.FieldsOf(key, values[key]),
                    }),
                ]);
        }

        private static IEnumerable<StructuredField> Derived(StructuredFieldFactory of, Candidate? value)
            => value is null ? [] : [of.Derived(value)];

        private IEnumerable<StructuredField> Dates(StructuredFieldFactory of, string key, VisitMention? mention)
            => mention is null ? [] : of.FieldsOf(key, [Date(key, mention)]);

        private Candidate Date(string key, VisitMention mention)
            => new(
                key,
                Iso(mention.Date),
                document.Text[mention.DateStart..mention.DateEnd],
                mention is { IsHeading: true, IsCertain: true } ? Candidate.Labelled : Candidate.Guessed,
                Evidence.At(document, Shown(mention)),
                mention.Rule);

        /// <summary>From the start of the heading, where that is near enough to be shown with the date.</summary>
        private static Range Shown(VisitMention mention)
            => mention.DateEnd - mention.Start <= Evidence.MaxSnippetLength
                ? mention.Start..mention.DateEnd
                : mention.DateStart..mention.DateEnd;

        private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
