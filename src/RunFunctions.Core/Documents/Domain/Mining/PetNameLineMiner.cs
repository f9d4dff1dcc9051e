using RunFunctions.Core.Documents.Domain.Normalisation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>P11: "Luna – nacimiento: 3/2/2020", and a name alone on its line just above what kind of animal it is.</summary>
internal sealed class PetNameLineMiner(RecordText record, CandidateProposals proposals)
{
    private const int HeaderLines = 30;
    private const int KindReach = 3;
    private const int MinLength = 3;
    private const int MaxLength = 40;
    private const int MaxLineScanned = 120;

    public static void Mine(RecordText record, CandidateProposals proposals) => new PetNameLineMiner(record, proposals).Run();

    private void Run()
    {
        var seen = 0;
        foreach (var line in record.InkLines)
        {
            var place = record.Trimmed(line);
            seen++;
            MineNameBeforeBirth(line, place);
            if (seen <= HeaderLines && IsLoneName(line, place) && HasKindNear(line))
            {
                proposals.Propose(FieldKeys.PetName, Passage.Of(place), "anchor::name_line", Candidate.Guessed);
            }
        }
    }

    private void MineNameBeforeBirth(int line, TextLine place)
    {
        if (record.Lines[line].Hits is not [{ Label.Meaning.Keys: [FieldKeys.Dob] } birth, ..] || birth.Start <= place.Start)
        {
            return;
        }

        var before = record.Text.AsSpan(place.Start, birth.Start - place.Start).TrimEnd();
        var name = new TextLine(place.Start, place.Start + before.TrimEnd("- ").Length);
        if (before[^1] == '-' && name.End > name.Start && NameWords.Are(record, name, min: 1, max: 3))
        {
            proposals.Propose(
                FieldKeys.PetName, new Passage(place.Start, name.Start, name.End) { EvidenceEnd = place.End }, "anchor::nacimiento",
                Candidate.Guessed);
        }
    }

    private bool IsLoneName(int line, TextLine place)
        => place.End - place.Start is >= MinLength and <= MaxLength
            && record.Lines[line] is { Hits.Count: 0, Alone: null }
            && record.Parties.HeadingAt(line) is not Party.Owner and not Party.Clinic
            && !proposals.IsLineTaken(line)
            && NameWords.Are(record, place, min: 1, max: 3)
            && FoldedWords.In(record.Text, place.Start, place.End).All(IsNoOtherWord);

    private bool IsNoOtherWord(Range range)
    {
        var word = record.Text.AsSpan(range);
        return !InstitutionWords.IsTitle(word) && !InstitutionWords.IsInstitution(word) && !Vocabulary.IsSpeciesWord(word)
            && !Vocabulary.IsSexWord(word) && !Vocabulary.IsReproductionWord(word)
            && word is not ("dr" or "dra" or "animal" or "veterinario" or "clinico" or "medical" or "centro")
            && LanguageWords.Find(word) is not { Weight: 3 }
            && BreedVocabulary.Find(word.ToString()) is null;
    }

    /// <summary>In the line or the three below: a species or a breed alone, or a label for them or for the chip.</summary>
    private bool HasKindNear(int line)
    {
        for (var near = line; near < record.Lines.Count && near <= line + KindReach; near++)
        {
            var (place, _, hits, alone) = record.Lines[near];
            if (hits.Select(hit => hit.Label).Append(alone).Any(IsKindLabel))
            {
                return true;
            }

            if (place.End - place.Start <= MaxLineScanned
                && FoldedWords.In(record.Text, place.Start, place.End).Any(word => Vocabulary.IsSpeciesWord(record.Text.AsSpan(word))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsKindLabel(Label? label)
        => label?.Meaning.Keys is [FieldKeys.Species, ..] or [FieldKeys.Breed] or [FieldKeys.MicrochipId];
}
