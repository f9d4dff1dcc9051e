using System.Globalization;
using RunFunctions.Core.Documents.Domain.Mining;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Visits;

/// <summary>All dates of visits of a document: those the text says, and those that only mining found.</summary>
internal static class VisitMentions
{
    private static readonly (string Key, VisitCue Cue)[] Kinds =
    [
        (FieldKeys.VisitDate, VisitCue.Visit),
        (FieldKeys.AdmissionDate, VisitCue.Admission),
        (FieldKeys.DischargeDate, VisitCue.Discharge),
    ];

    /// <returns>In order of place; never the day of birth (specs/documents.md §9.2 item 6).</returns>
    public static IReadOnlyList<VisitMention> Of(DocumentText document, MiningResult mining)
    {
        var folded = FoldedText.Of(document.Text);
        var mined = mining.Candidates;
        var (said, refused) = new VisitDateScanner(folded, TextLines.Of(folded.Text), mining.DateOrder, mining.IsDateOrderKnown).Scan();
        int[] known = [.. said.Select(mention => mention.DateStart).Concat(refused).Order()];
        var births = mined[FieldKeys.Dob].Select(candidate => Day(candidate.Value)).ToHashSet();
        return
        [
            .. said
                .Concat(Kinds.SelectMany(kind => OnlyMined(document, mined[kind.Key], kind.Cue, known)))
                .Where(mention => !births.Contains(mention.Date))
                .OrderBy(mention => mention.DateStart),
        ];
    }

    private static IEnumerable<VisitMention> OnlyMined(
        DocumentText document, IEnumerable<Candidate> candidates, VisitCue cue, int[] known)
    {
        foreach (var candidate in candidates)
        {
            var told = candidate.SpanIn(document);
            if (HoldsOneOf(known, told))
            {
                continue;
            }

            var value = candidate.ValueIn(document);
            var isLabelled = candidate.MappingId.StartsWith("label_regex::", StringComparison.Ordinal);
            var start = LineStart(document.Text, told.Start);
            yield return new VisitMention(Day(candidate.Value), cue, candidate.MappingId, candidate.Confidence > Candidate.Guessed)
            {
                Start = start,
                ContentStart = isLabelled ? value.End : start,
                DateStart = value.Start,
                DateEnd = value.End,
                IsHeading = isLabelled,
                IsLabelled = isLabelled,
            };
        }
    }

    private static bool HoldsOneOf(int[] places, TextSpan told)
    {
        var index = Array.BinarySearch(places, told.Start);
        index = index < 0 ? ~index : index;
        return index < places.Length && places[index] < told.End;
    }

    /// <summary>The start of the line, or the place itself in a line that is longer than any that is written by hand.</summary>
    private static int LineStart(string text, int position)
    {
        const int LongestLine = 400;
        var first = Math.Max(0, position - LongestLine);
        var lineBreak = text.AsSpan(first, position - first).LastIndexOfAny('\n', '\r');
        return lineBreak >= 0 ? first + lineBreak + 1 : first == 0 ? 0 : position;
    }

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
