using System.Collections.Frozen;
using RunFunctions.Core.Documents.Domain.Normalisation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>
/// How letters present the animal and what it came for: "Kira, una perra mestiza de 5 años, propiedad de Ana Ruiz",
/// "acudió a consulta por tos".
/// </summary>
internal sealed class PresentationMiner(RecordText record, CandidateProposals proposals)
{
    private const string MappingId = "anchor::presentation";
    private const int MaxNameLength = 40;
    private const int MaxDescription = 140;
    private const int MaxReason = 120;
    private const int MaxBreedWords = 5;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ArrivalWords =
        FrozenSet.Create("acude", "acudio", "acuden", "viene", "vino", "seen", "presented", "presents")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> PurposeWords =
        FrozenSet.Create("por", "for", "with").GetAlternateLookup<ReadOnlySpan<char>>();

    public static void Mine(RecordText record, CandidateProposals proposals) => new PresentationMiner(record, proposals).Run();

    private void Run()
    {
        foreach (var line in record.InkLines)
        {
            var (_, ink, hits, alone) = record.Lines[line];
            if (alone is null)
            {
                MinePresentation(hits.Count == 0 ? ink : new TextLine(ink.Start, Math.Max(ink.Start, hits[0].Start)));
                MineReason(hits.Count == 0 ? ink : new TextLine(ink.Start, ink.Start));
            }
        }
    }

    private void MinePresentation(TextLine place)
    {
        for (var comma = place.Start; (comma = record.Text.IndexOf(',', comma, place.End - comma)) >= 0; comma++)
        {
            if (DescriptionAfter(comma + 1, place.End) is { } start && NameBefore(place.Start, comma) is { } name)
            {
                Describe(name, start, SentenceEnd(start, Math.Min(place.End, start + MaxDescription)));
                return;
            }
        }
    }

    /// <summary>After the comma an article, a number, or a word for a species or a sex.</summary>
    private int? DescriptionAfter(int start, int end)
    {
        if (start + 1 >= end || record.Text[start] != ' ')
        {
            return null;
        }

        var rest = record.Text.AsSpan(start + 1, Math.Min(end - start - 1, MaxNameLength));
        var length = rest.IndexOfAnyExceptInRange('a', 'z');
        var word = length < 0 ? rest : rest[..length];
        return word is "a" or "an" or "un" or "una" or "de" || char.IsAsciiDigit(rest[0])
            || Vocabulary.IsSpeciesWord(word) || Vocabulary.IsSexWord(word)
            ? start + 1
            : null;
    }

    /// <summary>The one or two words with capitals just before the comma.</summary>
    private TextLine? NameBefore(int lineStart, int comma)
    {
        TextLine? name = null;
        var start = comma;
        for (var words = 0; words < 2; words++)
        {
            var from = Math.Max(lineStart, start - MaxNameLength);
            var space = start - 1 > from ? record.Text.LastIndexOf(' ', start - 2, start - 1 - from) : -1;
            var wordStart = space < 0 ? from : space + 1;
            if (wordStart >= start || !NameWords.IsCapital(record, wordStart) || (words > 0 && wordStart == lineStart))
            {
                break;
            }

            start = wordStart;
            name = NameWords.Are(record, new TextLine(start, comma), min: 1, max: 2) ? new TextLine(start, comma) : name;
        }

        return name;
    }

    private void Describe(TextLine name, int start, int end)
    {
        var words = FoldedWords.In(record.Text, start, end).Select(word => (Start: word.Start.Value, End: word.End.Value)).ToList();
        var found = AnimalWords.In(record.Text, start, end).Found;
        var breed = Breed(words);
        if ((found.Count < 2 && breed is null) || !found.Any(value => value.Key is FieldKeys.Species or FieldKeys.Sex))
        {
            return;
        }

        proposals.Propose(
            FieldKeys.PetName, new Passage(name.Start, name.Start, name.End) { EvidenceEnd = end }, MappingId, Candidate.Guessed);
        foreach (var (key, valueStart, valueEnd) in breed is { } known ? found.Append(known) : found)
        {
            proposals.Propose(key, new Passage(name.Start, valueStart, valueEnd), MappingId, Candidate.Guessed);
        }

        MineOwner(words, end);
    }

    /// <summary>The longest run of words that is a known breed.</summary>
    private (string Key, int Start, int End)? Breed(List<(int Start, int End)> words)
    {
        for (var length = Math.Min(MaxBreedWords, words.Count); length > 0; length--)
        {
            for (var first = 0; first + length <= words.Count; first++)
            {
                var (start, end) = (words[first].Start, words[first + length - 1].End);
                if (BreedVocabulary.Find(record.Text[start..end]) is not null)
                {
                    return (FieldKeys.Breed, start, end);
                }
            }
        }

        return null;
    }

    /// <summary>"owned by Hannah Price", "propiedad de Ana Ruiz Gil".</summary>
    private void MineOwner(List<(int Start, int End)> words, int end)
    {
        for (var index = 0; index + 1 < words.Count; index++)
        {
            if (record.Text.AsSpan(words[index].Start, words[index + 1].End - words[index].Start)
                    is "owned by" or "belonging to" or "propiedad de"
                && NameWords.Read(record, words[index + 1].End + 1, Math.Min(record.Text.Length, end + MaxNameLength)) is ( >= 2, var last))
            {
                proposals.Propose(
                    FieldKeys.OwnerName, new Passage(words[index].Start, words[index + 1].End + 1, last), MappingId, Candidate.Guessed);
            }
        }
    }

    private void MineReason(TextLine place)
    {
        var arrival = -1;
        foreach (var word in FoldedWords.In(record.Text, place.Start, place.End))
        {
            var text = record.Text.AsSpan(word);
            if (ArrivalWords.Contains(text))
            {
                arrival = word.Start.Value;
            }
            else if (arrival >= 0 && word.Start.Value - arrival > MaxReason)
            {
                arrival = -1;
            }
            else if (arrival >= 0 && PurposeWords.Contains(text) && word.End.Value + 1 < place.End)
            {
                var start = word.End.Value + 1;
                var end = SentenceEnd(start, Math.Min(place.End, start + MaxReason));
                if (end - start > 2 && !record.Text.AsSpan(start, 2).Contains(' '))
                {
                    proposals.Propose(
                        FieldKeys.ReasonForVisit, new Passage(arrival, start, end), "anchor::" + text.ToString(), Candidate.Guessed);
                }

                return;
            }
        }
    }

    /// <summary>The end of the line, a semicolon or a full stop before a space.</summary>
    private int SentenceEnd(int start, int end)
    {
        for (var position = start; position < end; position++)
        {
            if (record.Text[position] is ';' || (record.Text[position] == '.' && (position + 1 == end || record.Text[position + 1] == ' ')))
            {
                return position;
            }
        }

        return end;
    }
}
