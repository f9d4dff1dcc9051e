using System.Buffers;
using RunFunctions.Core.Documents.Domain.Normalisation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>
/// P9: headers that are no label of the dictionary, sentences that speak of a drug, a procedure or a diagnosis, and
/// lines of an invoice. A line that already gave a value gives none here (specs/documents.md §9.2 items 2, 3 and 7).
/// </summary>
internal sealed class ClinicalLineMiner(RecordText record, CandidateProposals proposals)
{
    private const int MaxHeaderLength = 50;
    private const int MaxSentenceLength = 200;
    private const int MaxItemLength = 120;

    private static readonly SearchValues<char> DateAndBullet = SearchValues.Create("0123456789/-.: *\u2022\u00B7>,");

    public static void Mine(RecordText record, CandidateProposals proposals) => new ClinicalLineMiner(record, proposals).Run();

    private void Run()
    {
        foreach (var line in record.InkLines)
        {
            var place = record.Trimmed(line);
            if (record.Lines[line].Hits.Count > 0 || record.Lines[line].Alone is not null
                || proposals.IsLineTaken(line))
            {
                continue;
            }

            if (!MineHeader(place) && !MineInvoiceLine(place))
            {
                MineSentences(place);
            }
        }
    }

    /// <returns>Whether the line has a header, of whatever field.</returns>
    private bool MineHeader(TextLine place)
    {
        var colon = record.Text.AsSpan(place.Start, Math.Min(place.End - place.Start, MaxHeaderLength)).IndexOf(':');
        if (colon <= 0 || !char.IsLetter(record.Text[place.Start + colon - 1]))
        {
            return false;
        }

        var (header, start) = (place.Start + colon, place.Start + colon + 1);
        foreach (var word in FoldedWords.In(record.Text, place.Start, header))
        {
            if (ClinicalCues.KeysOfHeader(record.Text.AsSpan(word), out var stem) is { Count: > 0 } keys)
            {
                var value = Trim(start, place.End);
                var isDate = RecordDate.AtStart(record.Text.AsSpan(value.Start, value.End - value.Start)) is not null;
                foreach (var key in value.End > value.Start && !isDate ? keys : [])
                {
                    proposals.Propose(
                        key, new Passage(place.Start, value.Start, value.End), "label_regex::" + stem, Candidate.Labelled);
                }

                return true;
            }
        }

        return true;
    }

    /// <summary>"Consulta general 35,00 €" is an item of an invoice, unless it is a sum.</summary>
    private bool MineInvoiceLine(TextLine place)
    {
        if (place.End - place.Start > MaxItemLength || !char.IsLetter(record.Text[place.Start])
            || record.Text[place.End - 1] is not (>= '0' and <= '9') and not '€' and not '$' and not '£' and not 'r' and not 'p' and not 's'
            || !MoneyAmount.EndsLine(record.Text[place.Start..place.End]))
        {
            return false;
        }

        return record.Text.AsSpan(place.Start, place.End - place.Start).StartsWith("total")
            || proposals.Propose(FieldKeys.LineItem, Passage.Of(place), "anchor::price", Candidate.Guessed);
    }

    private void MineSentences(TextLine place)
    {
        var start = AfterBulletAndDate(place);
        for (var position = start; position <= place.End; position++)
        {
            if (position == place.End || (record.Text[position] is '.' or ';' && position + 1 < place.End
                && record.Text[position + 1] == ' ' && !IsAbbreviation(position)))
            {
                MineSentence(Trim(start, position));
                start = position + 1;
            }
        }
    }

    private void MineSentence(TextLine sentence)
    {
        if (sentence.End - sentence.Start is < 3 or > MaxSentenceLength)
        {
            return;
        }

        if (IsDosingTable(sentence))
        {
            return;
        }

        var (afterNumber, isDenied) = (false, false);
        foreach (var word in FoldedWords.In(record.Text, sentence.Start, sentence.End))
        {
            var text = record.Text.AsSpan(word);
            isDenied |= ClinicalCues.IsDenial(text);
            if (isDenied)
            {
                continue;
            }

            if (ClinicalCues.KeyOfSentence(text) is { } key)
            {
                proposals.Propose(key, Passage.Of(sentence), "anchor::" + text.ToString(), Candidate.Guessed);
            }
            else if ((afterNumber ? ClinicalCues.IsDoseUnit(text) : HasNumberAndDoseUnit(text)) && !IsPerVolumeOrWeight(word.End.Value))
            {
                proposals.Propose(FieldKeys.Medication, Passage.Of(sentence), "anchor::dose", Candidate.Guessed);
            }
            else if (ClinicalCues.IsRhythm(text) && char.IsAsciiDigit(CharAfter(word.End.Value, sentence.End)))
            {
                proposals.Propose(FieldKeys.Medication, Passage.Of(sentence), "anchor::rhythm", Candidate.Guessed);
            }

            afterNumber = text.IndexOfAnyExceptInRange('0', '9') < 0;
        }
    }

    /// <summary>"De 10 a 20 kg: 1 comprimido" is for no animal in particular.</summary>
    private bool IsDosingTable(TextLine sentence)
    {
        foreach (var word in FoldedWords.In(record.Text, sentence.Start, sentence.End))
        {
            if (record.Text.AsSpan(word) is "kg" && word.Start.Value > sentence.Start && record.Text[word.Start.Value - 1] != '/')
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasNumberAndDoseUnit(ReadOnlySpan<char> word)
        => char.IsAsciiDigit(word[0]) && ClinicalCues.IsDoseUnit(word.TrimStart("0123456789"));

    /// <summary>mg/dL is of the laboratory; mg/kg is a dose.</summary>
    private bool IsPerVolumeOrWeight(int end)
        => end + 1 < record.Text.Length && record.Text[end] == '/' && record.Text[end + 1] is 'd' or 'l' or 'm';

    private char CharAfter(int end, int sentenceEnd) => end + 1 < sentenceEnd && record.Text[end] == ' ' ? record.Text[end + 1] : ' ';

    private bool IsAbbreviation(int dot)
        => dot >= 3 && char.IsLetter(record.Text[dot - 1]) && !char.IsLetter(record.Text[dot - 3]) && !char.IsLetter(record.Text[dot - 2]);

    /// <summary>Steps over <c>- 03/09/20 - 16:36 - </c> and the like.</summary>
    private int AfterBulletAndDate(TextLine place)
    {
        var position = place.Start;
        while (position < place.End && !char.IsLetter(record.Text[position]))
        {
            position++;
        }

        return record.Text.AsSpan(place.Start, position - place.Start).IndexOfAnyExcept(DateAndBullet) < 0
            && !char.IsAsciiDigit(record.Text[Math.Max(place.Start, position - 1)])
            && (position - place.Start < 3 || record.Text.AsSpan(place.Start, position - place.Start).ContainsAny('/', '-', ':'))
            ? position
            : place.Start;
    }

    private TextLine Trim(int start, int end)
    {
        while (start < end && record.Text[start] is ' ' or '\t' or '-' or '*' or '\u2022' or '\u00B7')
        {
            start++;
        }

        while (end > start && record.Text[end - 1] is ' ' or '.' or ',' or ';' or '\t')
        {
            end--;
        }

        return new TextLine(start, end);
    }
}
