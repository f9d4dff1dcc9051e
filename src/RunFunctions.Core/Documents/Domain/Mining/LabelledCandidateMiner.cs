using RunFunctions.Core.Documents.Domain.Normalisation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>
/// P1: values that a label of the document announces (specs/documents.md §6.4), in one pass over the lines. It also
/// finds out whose data each line speaks of.
/// </summary>
internal sealed class LabelledCandidateMiner(RecordText record, CandidateProposals proposals)
{
    private const int MaxCells = 12;

    private readonly PartyContext _parties = record.Parties;

    public static void Mine(RecordText record, CandidateProposals proposals)
        => new LabelledCandidateMiner(record, proposals).Run();

    private void Run()
    {
        for (var line = 0; line < record.Lines.Count; line++)
        {
            var (_, ink, hits, alone) = record.Lines[line];
            if (alone is not null)
            {
                MineTitle(alone, line);
            }

            for (var hit = 0; hit < hits.Count; hit++)
            {
                MineHit(line, hit);
            }

            if (alone is null && hits.Count == 0 && ink.End > ink.Start)
            {
                MineCells(line);
            }

            _parties.EndLine();
        }
    }

    /// <summary>A label on a line of its own opens a block, and announces what stands below it.</summary>
    private void MineTitle(Label label, int line)
    {
        OpenBlock(label, line);
        if (record.Values.ReadBelow(line, label.Meaning) is { } value)
        {
            ProposeAll(label, line, record.Trimmed(line).Start, value, Candidate.Guessed);
        }
    }

    private void MineHit(int line, int index)
    {
        var hit = record.Lines[line].Hits[index];
        if (record.Values.Read(line, index) is { } value)
        {
            ProposeAll(hit.Label, line, hit.Start, value, Candidate.Labelled);
            _parties.Mention(hit.Label.Meaning.Party, line);
        }
        else if (hit.Separator == LabelSeparator.Colon)
        {
            OpenBlock(hit.Label, line);
        }
    }

    private void ProposeAll(Label label, int line, int labelStart, (int Start, int End) value, decimal confidence)
    {
        var (keys, certainty) = Resolve(label.Meaning, line, labelStart);
        confidence = Math.Min(confidence, certainty);
        IReadOnlyList<(int Start, int End)> items =
            label.Meaning.IsProse ? TextBlock.From(record, line, value, label.Meaning.MaxLength) : [value];
        foreach (var key in keys)
        {
            if (GlobalSchema.Find(key) is { IsRepeatable: true })
            {
                foreach (var (start, end) in items)
                {
                    proposals.Propose(key, new Passage(labelStart, start, end), label.MappingId, confidence);
                }

                continue;
            }

            var last = key is FieldKeys.ClinicAddress or FieldKeys.OwnerAddress ? PostalLines.EndOf(record, value.End) : items[^1].End;
            proposals.Propose(key, new Passage(labelStart, items[0].Start, last), label.MappingId, confidence);
            if (key == FieldKeys.OwnerName)
            {
                ProposeAddressAfterName(label, labelStart, value);
            }
            else if (key == FieldKeys.Sex)
            {
                proposals.Propose(
                    FieldKeys.ReproductiveStatus, new Passage(labelStart, value.Start, value.End), label.MappingId, confidence);
            }
        }
    }

    /// <summary>Cells of a form: a label, a gap and its value; or headings side by side.</summary>
    private void MineCells(int line)
    {
        var cells = Cells.Of(record, line);
        if (cells.Count is < 2 or > MaxCells)
        {
            return;
        }

        var labels = cells.Select(record.Scanner.LabelAlone).ToList();
        if (labels.All(label => label is { Meaning.Party: not Party.Nobody }))
        {
            _parties.OpenColumns([.. labels.Select(label => label!.Meaning.Party)], line);
            return;
        }

        for (var cell = 0; cell + 1 < cells.Count; cell++)
        {
            if (labels[cell] is { } label && labels[cell + 1] is null)
            {
                ProposeAll(label, line, cells[cell].Start, (cells[cell + 1].Start, cells[cell + 1].End), Candidate.Labelled);
                _parties.Mention(label.Meaning.Party, line);
            }
        }
    }

    private void OpenBlock(Label label, int line)
    {
        if (label.Meaning.Party != Party.Nobody)
        {
            _parties.Open(label.Meaning.Party, line);
        }
    }

    private (IReadOnlyList<string> Keys, decimal Confidence) Resolve(LabelMeaning meaning, int line, int labelStart)
    {
        var column = meaning.Generic == GenericLabel.No ? Party.Nobody : _parties.ColumnAt(line, Cells.Of(record, line), labelStart);
        switch (meaning.Generic)
        {
            case GenericLabel.Name:
                return ((column == Party.Nobody ? _parties.NameBelongsTo(line) : column) switch
                {
                    Party.Owner => [FieldKeys.OwnerName],
                    Party.Clinic => [FieldKeys.ClinicName],
                    _ => [FieldKeys.PetName],
                }, Candidate.Labelled);

            case GenericLabel.Address:
                var (party, isCertain) = column is Party.Owner or Party.Clinic ? (column, true) : _parties.AddressBelongsTo(line);
                return (
                    [party == Party.Owner ? FieldKeys.OwnerAddress : FieldKeys.ClinicAddress],
                    isCertain ? Candidate.Labelled : Candidate.Guessed);

            case GenericLabel.Identity:
                return (_parties.StreetBelongsTo(line) == Party.Clinic ? [] : [FieldKeys.OwnerId], Candidate.Labelled);

            default:
                return (meaning.Keys, meaning.IsGuess ? Candidate.Guessed : Candidate.Labelled);
        }
    }

    /// <summary>"Propietario: Ana Ruiz Gil, C/ Luna 3" names a person and an address.</summary>
    private void ProposeAddressAfterName(Label label, int labelStart, (int Start, int End) value)
    {
        var address = value.Start + PersonName.AddressStart(record.Text[value.Start..value.End]);
        if (address > value.Start && address < value.End)
        {
            proposals.Propose(
                FieldKeys.OwnerAddress, new Passage(labelStart, address, value.End), label.MappingId, Candidate.Labelled);
        }
    }
}
