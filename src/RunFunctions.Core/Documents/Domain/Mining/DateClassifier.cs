using RunFunctions.Core.Documents.Domain.Normalisation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>
/// P3 to P5: dates that no label announces. The nearest word that says what a date is decides, within the clause and
/// without stepping over another date; a birth, a chip, an invoice or a plan never makes a visit
/// (specs/documents.md §9.2 item 6).
/// </summary>
internal sealed class DateClassifier(RecordText record, CandidateProposals proposals)
{
    private const int MaxClauseBefore = 90;
    private const int MaxClauseAfter = 40;

    public static void Mine(RecordText record, CandidateProposals proposals) => new DateClassifier(record, proposals).Run();

    private void Run()
    {
        var line = 0;
        DateAnchor? previous = null;
        for (var index = 0; index < record.Dates.Count; index++)
        {
            var mention = record.Dates[index];
            while (record.Lines[line].Line.End < mention.Start)
            {
                line++;
                previous = null;
            }

            if (IsValueOfLabel(line, mention) || proposals.IsTaken(mention.Start) || proposals.IsPlanned(line, mention.Start))
            {
                previous = null;
                continue;
            }

            var clause = ClauseAround(line, index);
            previous = NearestAnchor(clause, mention) ?? (IsListedAfterPrevious(index, clause) ? previous : null);
            if (previous?.Key is null or FieldKeys.DocumentDate && ClinicalTimeline.IsEntry(record, line, mention))
            {
                proposals.Propose(
                    FieldKeys.VisitDate, new Passage(mention.Start, mention.Start, mention.End), ClinicalTimeline.MappingId,
                    Candidate.Guessed);
            }
            else if (previous?.Key is { } key)
            {
                Propose(key, mention, previous, clause);
            }
        }
    }

    private void Propose(string key, DateMention mention, DateAnchor anchor, TextLine clause)
    {
        if (key is not FieldKeys.Dob
            && proposals.Candidates[FieldKeys.Dob].Any(birth => birth.Value == mention.Date.ToIso()))
        {
            return;
        }

        proposals.Propose(
            key, new Passage(clause.Start, mention.Start, mention.End) { EvidenceEnd = clause.End }, anchor.MappingId,
            Candidate.Labelled);
    }

    /// <summary>The label has had its say in the labelled pass, whether it gave a value or not.</summary>
    private bool IsValueOfLabel(int line, DateMention mention)
    {
        var hits = record.Lines[line].Hits;
        for (var index = hits.Count - 1; index >= 0; index--)
        {
            if (hits[index].ValueStart <= mention.Start)
            {
                return hits[index].Label.Meaning.Shape != ValueShape.Weight
                    && record.Text.AsSpan(hits[index].ValueStart, mention.Start - hits[index].ValueStart).IsWhiteSpace();
            }
        }

        return false;
    }

    /// <summary>The part of the line between full stops, semicolons, pipes, other labels and other dates.</summary>
    private TextLine ClauseAround(int line, int index)
    {
        var (place, _, hits, _) = record.Lines[line];
        var mention = record.Dates[index];
        var start = Math.Max(place.Start, mention.Start - MaxClauseBefore);
        var end = Math.Min(place.End, mention.End + MaxClauseAfter);
        if (index > 0)
        {
            start = Math.Max(start, record.Dates[index - 1].End);
        }

        if (index + 1 < record.Dates.Count)
        {
            end = Math.Min(end, record.Dates[index + 1].Start);
        }

        foreach (var hit in hits)
        {
            if (hit.Separator is LabelSeparator.Colon or LabelSeparator.Pipe)
            {
                start = hit.Start <= mention.Start ? Math.Max(start, hit.Start) : start;
                end = hit.Start >= mention.End && hit.Label.Meaning.Shape != ValueShape.Date ? Math.Min(end, hit.Start) : end;
            }
        }

        for (var position = mention.Start - 1; position >= start; position--)
        {
            if (EndsClause(position, place.End))
            {
                start = position + 1;
                break;
            }
        }

        for (var position = mention.End; position < end; position++)
        {
            if (EndsClause(position, place.End))
            {
                end = position;
                break;
            }
        }

        while (start < mention.Start && char.IsWhiteSpace(record.Text[start]))
        {
            start++;
        }

        return new TextLine(start, mention.End + record.Text.AsSpan(mention.End, end - mention.End).TrimEnd().Length);
    }

    private bool EndsClause(int position, int lineEnd) => record.Text[position] switch
    {
        ';' or '|' or '\t' => true,
        '.' => IsAfterWord(position) && position + 1 < lineEnd && record.Text[position + 1] == ' ',
        _ => false,
    };

    /// <summary>"F. Nac" and "dr. Sanz" go on after the dot; a word of four letters or more ends.</summary>
    private bool IsAfterWord(int dot)
    {
        const int ShortestWord = 4;
        var letters = 0;
        while (letters < ShortestWord && dot - letters - 1 >= 0 && char.IsLetter(record.Text[dot - letters - 1]))
        {
            letters++;
        }

        return letters == ShortestWord;
    }

    /// <summary>The nearest word wins, of two as near the one before the date; a plan anywhere before it wins over both.</summary>
    private DateAnchor? NearestAnchor(TextLine clause, DateMention mention)
    {
        DateAnchor? nearest = null;
        var distance = int.MaxValue;
        foreach (var word in FoldedWords.In(record.Text, clause.Start, clause.End))
        {
            var (start, end) = (word.Start.Value, word.End.Value);
            if ((start >= mention.Start && start < mention.End) || IsPartOfCompound(start)
                || DateAnchors.Find(record.Text.AsSpan(word)) is not { } anchor)
            {
                continue;
            }

            var isBefore = end <= mention.Start;
            if (isBefore && DateAnchors.IsPlan(anchor))
            {
                return anchor;
            }

            var gap = isBefore ? mention.Start - end : start - mention.End;
            if (gap < distance || (isBefore && gap == distance))
            {
                // "Revisión: 12/05/2024" announces the next one.
                var announces = isBefore && anchor.Key == FieldKeys.VisitDate && record.Text[end] == ':';
                (nearest, distance) = (announces ? anchor with { Key = null } : anchor, gap);
            }
        }

        return nearest;
    }

    private bool IsPartOfCompound(int start)
        => start >= 2 && record.Text[start - 1] is '-' or '\'' or '_' && char.IsLetterOrDigit(record.Text[start - 2]);

    /// <summary>"Visitas: 01/02/2024, 05/02/2024 y 09/02/2024": the later ones are what the first is.</summary>
    private bool IsListedAfterPrevious(int index, TextLine clause)
        => index > 0 && clause.Start >= record.Dates[index - 1].End
            && record.Text[record.Dates[index - 1].End..record.Dates[index].Start].Trim() is "," or "y" or "and" or ", y" or "/" or "&";
}
