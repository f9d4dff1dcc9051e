using System.Runtime.InteropServices;
using RunFunctions.Core.Documents.Domain.Normalisation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>Takes what the passes propose: normalises, asks the guards, and keeps what is new (specs/documents.md §6.3).</summary>
internal sealed class CandidateProposals(RecordText record)
{
    private readonly HashSet<(string Key, string MappingId, string Raw)> _proposed = [];
    private readonly HashSet<int> _takenStarts = [];
    private readonly HashSet<int> _takenLines = [];
    private readonly HashSet<(int Line, string Key)> _takenBy = [];
    private readonly Dictionary<int, int> _plans = [];

    public CandidateSet Candidates { get; } = new();

    /// <summary>Whether a date was read in one order although the other was as likely.</summary>
    public bool GuessedDateOrder { get; private set; }

    /// <param name="key">Field key.</param>
    /// <param name="passage">Where the value stands.</param>
    /// <param name="mappingId">The rule that found it.</param>
    /// <param name="confidence">At most; a date whose order is a guess gets less.</param>
    /// <returns>Whether the value can be one of the field, new or not.</returns>
    public bool Propose(string key, Passage passage, string mappingId, decimal confidence)
    {
        var raw = record.Written(passage.Start, passage.End);
        if (!_proposed.Add((key, mappingId, raw)))
        {
            return true;
        }

        if (FieldNormaliser.Normalise(key, raw, record.DateOrder) is not { } value
            || CandidateGuards.Refuses(key, record.Text[passage.Start..passage.End], record.Text[passage.EvidenceStart..passage.End]))
        {
            return false;
        }

        Take(key, passage);
        Candidates.Add(new Candidate(
            key, value, raw, Confidence(key, value, raw, confidence),
            Evidence.At(record.Document, record.Folded.OriginOf(passage.EvidenceStart, Math.Max(passage.End, passage.EvidenceEnd))),
            mappingId));
        return true;
    }

    /// <summary>Whether a value that begins here was accepted for any field.</summary>
    public bool IsTaken(int start) => _takenStarts.Contains(start);

    /// <summary>Whether an accepted value other than a date stands in the line, or goes on in it.</summary>
    public bool IsLineTaken(int line) => _takenLines.Contains(line);

    /// <summary>Whether an accepted value of the field stands in the line, or goes on in it.</summary>
    public bool IsLineTaken(int line, string key) => _takenBy.Contains((line, key));

    /// <summary>Whether the place belongs to what is to be done, where a date is never of what happened.</summary>
    public bool IsPlanned(int line, int start) => _plans.TryGetValue(line, out var plan) && start >= plan;

    private void Take(string key, Passage passage)
    {
        _takenStarts.Add(passage.Start);
        var isDate = FieldNormaliser.IsDate(key);
        for (var line = record.LineAt(passage.Start); line < record.Lines.Count && record.Lines[line].Line.Start < passage.End; line++)
        {
            _ = isDate || _takenLines.Add(line);
            _takenBy.Add((line, key));
            if (key == FieldKeys.TreatmentPlan)
            {
                _plans.TryAdd(line, passage.Start);
            }
        }
    }

    private decimal Confidence(string key, string value, string raw, decimal confidence) => key switch
    {
        FieldKeys.Species or FieldKeys.Sex or FieldKeys.ReproductiveStatus when confidence == Candidate.Labelled => Candidate.Verified,
        FieldKeys.MicrochipId when confidence == Candidate.Labelled && Microchip.IsIso11784(value) => Candidate.Verified,
        _ => Math.Min(confidence, ConfidenceInDateOrder(key, raw)),
    };

    /// <summary>
    /// Where neither the language nor another date says what 12/05/2024 is, reading it day first is a guess and is said
    /// to be one (specs/documents.md §9.2 item 22).
    /// </summary>
    private decimal ConfidenceInDateOrder(string key, string raw)
    {
        if (record.IsDateOrderKnown || !FieldNormaliser.IsDate(key)
            || RecordDate.AtStart(FoldedText.Fold(raw), record.DateOrder) is not { IsOrderAmbiguous: true })
        {
            return decimal.One;
        }

        GuessedDateOrder = true;
        return Candidate.Guessed;
    }
}

/// <summary>A value and what explains it, in folded offsets.</summary>
/// <param name="EvidenceStart">First character of the evidence.</param>
/// <param name="Start">First character of the value.</param>
/// <param name="End">After its last character.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Passage(int EvidenceStart, int Start, int End)
{
    /// <summary>After the last character of the evidence, when that lies behind the value.</summary>
    public int EvidenceEnd { get; init; }

    public static Passage Of(TextLine place) => new(place.Start, place.Start, place.End);
}
