using System.Collections.Frozen;
using RunFunctions.Core.Documents.Domain.Normalisation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>P7: vets by their title, by what they signed or by their licence; owners by their block or the word before the name.</summary>
internal sealed class PersonMiner(RecordText record, CandidateProposals proposals)
{
    private const int MaxNames = 5;
    private const int MaxLength = 80;
    private const int MaxWordLength = 12;

    private static readonly FrozenSet<string> Titles = FrozenSet.Create("dr", "dra", "doctor", "doctora");

    private static readonly FrozenSet<string> Acts = FrozenSet.Create(
        "atendido", "atendida", "firmado", "firmada", "explorado", "visitado", "attended", "examined", "seen", "signed", "reviewed", "treated");

    private static readonly FrozenSet<string> Licences = FrozenSet.Create(
        "mrcvs", "dvm", "bvsc", "bvetmed", "vmd", "colegiado", "colegiada", "col");

    private static readonly FrozenDictionary<string, string> Roles = new Dictionary<string, string>
    {
        ["veterinario"] = FieldKeys.VetName,
        ["veterinaria"] = FieldKeys.VetName,
        ["veterinarian"] = FieldKeys.VetName,
        ["vet"] = FieldKeys.VetName,
        ["fdo"] = FieldKeys.VetName,
        ["firmado"] = FieldKeys.VetName,
        ["signed"] = FieldKeys.VetName,
        ["propietario"] = FieldKeys.OwnerName,
        ["propietaria"] = FieldKeys.OwnerName,
        ["titular"] = FieldKeys.OwnerName,
        ["dueno"] = FieldKeys.OwnerName,
        ["duena"] = FieldKeys.OwnerName,
        ["tutor"] = FieldKeys.OwnerName,
        ["tutora"] = FieldKeys.OwnerName,
        ["cliente"] = FieldKeys.OwnerName,
        ["owner"] = FieldKeys.OwnerName,
        ["client"] = FieldKeys.OwnerName,
    }.ToFrozenDictionary();

    private int _blockWithOwner = -1;

    public static void Mine(RecordText record, CandidateProposals proposals) => new PersonMiner(record, proposals).Run();

    private void Run()
    {
        foreach (var line in record.InkLines)
        {
            MineWords(line);
            MineWholeLine(line);
        }
    }

    private void MineWords(int line)
    {
        var place = record.Trimmed(line);
        var (previous, isFirst, startsWithRole) = (default(string), true, false);
        foreach (var range in FoldedWords.In(record.Text, place.Start, place.End))
        {
            var (start, end) = (range.Start.Value, range.End.Value);
            if (end - start > MaxWordLength)
            {
                (previous, isFirst) = (null, false);
                continue;
            }

            var word = record.Text[range];
            startsWithRole |= isFirst && Roles.ContainsKey(word);
            if (Titles.Contains(word) && !proposals.IsTaken(start))
            {
                ProposeNames(FieldKeys.VetName, start, AfterMark(end, place.End), place.End, "anchor::" + word, min: 1);
            }
            else if (word is "por" or "by" && previous is not null && Acts.Contains(previous))
            {
                var names = AfterMark(end, place.End);
                ProposeNames(FieldKeys.VetName, names, names, place.End, "anchor::" + previous, min: 2);
            }
            else if (isFirst && Roles.TryGetValue(word, out var key) && record.Lines[line].Hits.Count == 0)
            {
                ProposeNames(key, AfterMark(end, place.End), AfterMark(end, place.End), place.End, "anchor::" + word, min: 2);
            }
            else if (!startsWithRole && Licences.Contains(word))
            {
                ProposeBeforeLicence(place, start, word);
            }

            (previous, isFirst) = (word, false);
        }
    }

    private void ProposeNames(string key, int valueStart, int namesStart, int lineEnd, string mappingId, int min)
    {
        var (count, end) = NameWords.Read(record, namesStart, Math.Min(lineEnd, namesStart + MaxLength));
        if (count >= min && count <= MaxNames && !proposals.IsTaken(valueStart)
            && proposals.Propose(key, new Passage(valueStart, valueStart, end), mappingId, Candidate.Guessed)
            && key == FieldKeys.OwnerName)
        {
            ProposeAddressAfter(end, lineEnd, mappingId);
        }
    }

    /// <summary>"Propietaria Ana Ruiz Gil, C/ Luna 3".</summary>
    private void ProposeAddressAfter(int nameEnd, int lineEnd, string mappingId)
    {
        var rest = record.Text.AsSpan(nameEnd, Math.Min(lineEnd - nameEnd, MaxLength));
        var start = nameEnd + (rest.Length - rest.TrimStart(" ,-").Length);
        var end = nameEnd + rest.Length;
        if (start < end && PostalAddress.IsStreetLine(record.Text[start..end]))
        {
            proposals.Propose(FieldKeys.OwnerAddress, new Passage(nameEnd, start, end), mappingId, Candidate.Guessed);
        }
    }

    /// <summary>"Lucía Sanz Gil, MRCVS", "Lucía Sanz Gil - Colegiada 1234".</summary>
    private void ProposeBeforeLicence(TextLine place, int licence, string word)
    {
        var (count, end) = NameWords.Read(record, place.Start, licence);
        if (count is >= 2 and <= MaxNames && licence - end <= 6 && !proposals.IsTaken(place.Start))
        {
            proposals.Propose(FieldKeys.VetName, new Passage(place.Start, place.Start, end), "anchor::" + word, Candidate.Guessed);
        }
    }

    /// <summary>In the client's block the first line that is a name and nothing else is the owner's.</summary>
    private void MineWholeLine(int line)
    {
        if (record.Lines[line].Alone is { Meaning.Party: Party.Owner })
        {
            _blockWithOwner = -1;
        }

        if (record.Parties.HeadingAt(line) != Party.Owner || _blockWithOwner >= 0 || record.Lines[line].Hits.Count > 0
            || record.Lines[line].Alone is not null)
        {
            return;
        }

        var place = record.Trimmed(line);
        if (place.End - place.Start is > 0 and <= MaxLength && NameWords.Are(record, place, min: 2, MaxNames)
            && proposals.Propose(FieldKeys.OwnerName, Passage.Of(place), "anchor::owner_block", Candidate.Guessed))
        {
            _blockWithOwner = line;
        }
    }

    private int AfterMark(int end, int lineEnd)
    {
        var position = end;
        while (position < lineEnd && position - end < 3 && record.Text[position] is ' ' or '.' or '/' or 'a')
        {
            if (record.Text[position] == 'a' && record.Text[position - 1] != '/')
            {
                break;
            }

            position++;
        }

        return position;
    }
}
