using RunFunctions.Core.Documents.Domain.Normalisation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>P8, names of clinics: in the header, on a line of their own, or in "en la clínica X".</summary>
internal sealed class ClinicNameMiner(RecordText record, CandidateProposals proposals)
{
    private const int HeaderLines = 8;
    private const int MinLength = 3;
    private const int MaxLength = 70;
    private const int HintReach = 7;

    public static void Mine(RecordText record, CandidateProposals proposals) => new ClinicNameMiner(record, proposals).Run();

    private void Run()
    {
        var seen = 0;
        foreach (var line in record.InkLines)
        {
            var place = record.Trimmed(line);
            seen++;
            if (record.Lines[line].Alone is null && !MineName(line, place, seen) && seen == 1 && IsSign(line, place))
            {
                proposals.Propose(FieldKeys.ClinicName, Passage.Of(place), "fallback::clinic_name", Candidate.Guessed);
            }

            MineMention(place);
        }
    }

    /// <summary>A cell of the line that is the name of an institution and nothing else.</summary>
    private bool MineName(int line, TextLine place, int seen)
    {
        var hits = record.Lines[line].Hits;
        var end = hits.Count > 0 ? hits[0].Start : place.End;
        if (end <= place.Start)
        {
            return false;
        }

        var cells = Cells.Of(record.Text, new TextLine(place.Start, end), atCommas: true);
        if (cells.Count == 0 || cells[0].End - cells[0].Start is < MinLength or > MaxLength)
        {
            return false;
        }

        var name = cells[0];
        var startsWithInstitution = InstitutionWords.IsInstitution(FirstWord(name)) || FirstWord(name) is "centro";
        if (proposals.IsTaken(name.Start) || record.Text.AsSpan(name.Start, name.End - name.Start).IndexOfAny(':', '@') >= 0
            || (seen > HeaderLines && !startsWithInstitution && !EndsWithInstitution(name))
            || !InstitutionWords.IsName(record.Text, name) || !IsWrittenAsName(name))
        {
            return false;
        }

        return proposals.Propose(FieldKeys.ClinicName, Passage.Of(name), "anchor::institution", Candidate.Guessed);
    }

    /// <summary>The first line in capitals above an address and the sections of a record.</summary>
    private bool IsSign(int line, TextLine place)
    {
        const int MaxSignLength = 60;
        var length = place.End - place.Start;
        if (length is < MinLength or > MaxSignLength || record.Lines[line].Hits.Count > 0)
        {
            return false;
        }

        var written = record.Written(place.Start, place.End);
        if (written.Any(character => char.IsLower(character) || char.IsDigit(character) || character is ':' or '-')
            || FoldedWords.In(record.Text, place.Start, place.End).Any(word => InstitutionWords.IsTitle(record.Text.AsSpan(word))))
        {
            return false;
        }

        var (address, section) = (false, false);
        for (var near = line + 1; near < record.Lines.Count && near <= line + HintReach; near++)
        {
            var text = record.Trimmed(near);
            if (text.End - text.Start > MaxLength * 2)
            {
                continue;
            }

            var folded = record.Text[text.Start..text.End];
            address |= PostalAddress.IsStreetLine(folded) || PostalAddress.IsPostalLine(folded);
            section |= IsSection(record.Lines[near]);
        }

        return address && section;
    }

    private static bool IsSection(LabelledLine line)
        => line.Alone is { Meaning.Party: Party.Owner or Party.Patient }
            || line.Hits.Any(hit => hit.Label.Meaning.Party is Party.Owner or Party.Patient);

    /// <summary>"en la clínica Sol", "at Hill Road Veterinary Clinic".</summary>
    private void MineMention(TextLine place)
    {
        var (previous, articleStart) = (default(string), -1);
        foreach (var range in FoldedWords.In(record.Text, place.Start, place.End))
        {
            var (start, end) = (range.Start.Value, range.End.Value);
            var word = end - start <= 3 ? record.Text[range] : null;
            if (word is "en" or "at")
            {
                articleStart = end + 1;
            }
            else if (articleStart >= 0 && word is "el" or "la" or "the" && start == articleStart)
            {
                articleStart = end + 1;
            }
            else
            {
                if (start == articleStart && previous is not null)
                {
                    MineMentionAt(start, place.End);
                }

                articleStart = -1;
            }

            previous = word ?? previous;
        }
    }

    private void MineMentionAt(int start, int lineEnd)
    {
        var firstEnd = start;
        while (firstEnd < lineEnd && char.IsLetter(record.Text[firstEnd]))
        {
            firstEnd++;
        }

        var first = record.Text.AsSpan(start, firstEnd - start);
        var namesStart = InstitutionWords.IsInstitution(first) || first is "centro" ? SkipGeneric(firstEnd, lineEnd) : start;
        var (count, end) = NameWords.Read(record, namesStart, Math.Min(lineEnd, start + MaxLength));
        if (count > 0 && !proposals.IsTaken(start) && InstitutionWords.IsName(record.Text, new TextLine(start, end)))
        {
            proposals.Propose(FieldKeys.ClinicName, Passage.Of(new TextLine(start, end)), "anchor::institution", Candidate.Guessed);
        }
    }

    private int SkipGeneric(int position, int lineEnd)
    {
        var next = position < lineEnd && record.Text[position] == ' ' ? position + 1 : position;
        foreach (var generic in (ReadOnlySpan<string>)["veterinario ", "veterinaria ", "clinico "])
        {
            if (string.CompareOrdinal(record.Text, next, generic, 0, generic.Length) == 0)
            {
                return Math.Min(lineEnd, next + generic.Length);
            }
        }

        return next;
    }

    private ReadOnlySpan<char> FirstWord(TextLine place)
    {
        var text = record.Text.AsSpan(place.Start, place.End - place.Start);
        var end = text.IndexOfAny(' ', '.');
        return end < 0 ? text : text[..end];
    }

    private bool EndsWithInstitution(TextLine place)
    {
        var text = record.Text.AsSpan(place.Start, place.End - place.Start);
        return text[(text.LastIndexOf(' ') + 1)..] is "clinic" or "hospital" or "vets" or "surgery" or "practice" or "centre" or "center";
    }

    /// <summary>Every word has a capital, is a particle, a number such as 24h or the kind of institution.</summary>
    private bool IsWrittenAsName(TextLine place)
    {
        foreach (var range in FoldedWords.In(record.Text, place.Start, place.End))
        {
            var word = record.Text.AsSpan(range);
            if (char.IsLetter(word[0]) && !NameWords.IsCapital(record, range.Start.Value) && !NameWords.IsParticle(word)
                && !word.StartsWith("veterinari") && !InstitutionWords.IsInstitution(word))
            {
                return false;
            }
        }

        return true;
    }
}
