using RunFunctions.Core.Documents.Domain.Normalisation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>
/// P11: lines that describe the animal without labels ("Toby, perro mestizo, macho, 5 años"), and weights on a line of
/// the patient or of the vital signs.
/// </summary>
internal sealed class PatientLineMiner(RecordText record, CandidateProposals proposals)
{
    private const int MaxLength = 160;
    private const int WeightReach = 90;

    public static void Mine(RecordText record, CandidateProposals proposals) => new PatientLineMiner(record, proposals).Run();

    private void Run()
    {
        foreach (var line in record.InkLines)
        {
            if (record.Lines[line].Alone is null)
            {
                MineDescription(line, record.Trimmed(line));
                MineWeight(line, record.Trimmed(line));
            }
        }
    }

    private void MineDescription(int line, TextLine place)
    {
        var start = DescriptionStart(line, place);
        if (start < 0 || place.End - start is 0 or > MaxLength)
        {
            return;
        }

        var cells = Cells.Of(record.Text, new TextLine(start, place.End), atCommas: true);
        var read = cells.Select(cell => PatientCell.Read(record.Text, cell)).ToList();
        var speaking = read.Count(values => values.Count > 0);
        var isLone = cells.Count == 1 && speaking == 1 && read[0].Any(value => value.Key is not FieldKeys.Age and not FieldKeys.Weight);
        if (speaking < 2 && !isLone && !(speaking == 1 && start > place.Start))
        {
            return;
        }

        foreach (var (key, valueStart, end) in read.SelectMany(values => values))
        {
            proposals.Propose(key, new Passage(place.Start, valueStart, end), "anchor::patient_line", Candidate.Guessed);
        }

        if (start == place.Start && speaking >= 2 && read[0].Count == 0 && NameWords.Are(record, cells[0], min: 1, max: 3)
            && !proposals.IsLineTaken(line - 1))
        {
            proposals.Propose(
                FieldKeys.PetName, new Passage(place.Start, cells[0].Start, cells[0].End), "anchor::patient_line", Candidate.Guessed);
        }
    }

    /// <summary>A line without labels, or what follows the name after its label: "Paciente: Toby (perro, macho)".</summary>
    private int DescriptionStart(int line, TextLine place)
    {
        var hits = record.Lines[line].Hits;
        return hits.Count == 0 ? place.Start
            : hits.Count == 1 && hits[0].Label.Meaning.Keys is [FieldKeys.PetName] ? hits[0].ValueStart
            : -1;
    }

    /// <summary>A number with its unit within reach of a label of the patient, or on the line of the vital signs.</summary>
    private void MineWeight(int line, TextLine place)
    {
        var hits = record.Lines[line].Hits;
        var from = hits.FirstOrDefault(hit => hit.Label.Meaning.Party == Party.Patient)?.Start
            ?? (StartsWithVitalSigns(place) ? place.Start : -1);
        if (from < 0)
        {
            return;
        }

        var end = Math.Min(place.End, from + WeightReach);
        foreach (var word in FoldedWords.In(record.Text, from, end))
        {
            var start = word.Start.Value;
            if (char.IsAsciiDigit(record.Text[start]) && !IsInsideNumber(start)
                && BodyWeight.LengthAtStart(record.Text.AsSpan(start, Math.Min(place.End - start, 20))) is { } length)
            {
                proposals.Propose(
                    FieldKeys.Weight, new Passage(place.Start, start, start + length), "anchor::patient_line", Candidate.Guessed);
            }
        }
    }

    private bool IsInsideNumber(int start)
        => start >= 2 && record.Text[start - 1] is '.' or ',' or '/' or '-' && char.IsAsciiDigit(record.Text[start - 2]);

    private bool StartsWithVitalSigns(TextLine place)
        => record.Text.AsSpan(place.Start, place.End - place.Start) is var line
            && (line.StartsWith("signos vitales") || line.StartsWith("constantes") || line.StartsWith("vital signs") || line.StartsWith("vitals"));
}
