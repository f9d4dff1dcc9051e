using RunFunctions.Core.Documents.Domain.LanguageModel;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>
/// Proposes values for the fields of a record by rules (specs/documents.md §6.4): the passes in their order, so that of
/// equal candidates the one of the earlier pass stays. The same text always gives the same candidates.
/// </summary>
public static class CandidateMiner
{
    private static readonly Action<RecordText, CandidateProposals>[] Passes =
    [
        LabelledCandidateMiner.Mine,
        LabelTableMiner.Mine,
        HeaderDates.MineBirth,
        DateClassifier.Mine,
        MicrochipMiner.Mine,
        PersonMiner.Mine,
        ClinicNameMiner.Mine,
        AddressMiner.Mine,
        ClinicalLineMiner.Mine,
        PatientLineMiner.Mine,
        PetNameLineMiner.Mine,
        PresentationMiner.Mine,
        HeaderDates.MineDocumentDate,
    ];

    /// <param name="document">What to mine.</param>
    /// <param name="language">The language that people said the document has, ISO 639-1; null when the text is to tell.</param>
    /// <param name="quoted">What a language model read in it; of equal values the rules' own stays.</param>
    public static MiningResult Mine(DocumentText document, string? language = null, IReadOnlyList<QuotedPassage>? quoted = null)
    {
        var record = new RecordText(document, language);
        var proposals = new CandidateProposals(record);
        foreach (var pass in Passes)
        {
            pass(record, proposals);
        }

        QuotedValueMiner.Mine(record, proposals, quoted ?? []);
        AddLanguage(record, proposals.Candidates);
        AddDocumentDate(proposals.Candidates);
        return new MiningResult(proposals.Candidates, proposals.GuessedDateOrder)
        {
            DateOrder = record.DateOrder,
            IsDateOrderKnown = record.IsDateOrderKnown,
            Language = record.Language,
            ToldLanguage = language,
            Quoted = quoted ?? [],
            HasOldMicrochip = CandidateRanking.Winners(FieldKeys.MicrochipId, proposals.Candidates[FieldKeys.MicrochipId]) is [var chip]
                && !Normalisation.Microchip.IsIso11784(chip.Value),
        };
    }

    private static void AddLanguage(RecordText record, CandidateSet candidates)
    {
        // What people say of the document is nothing that was read in it: the field stays what the text says.
        if (record.DetectedLanguage is { } found)
        {
            candidates.Add(new Candidate(
                FieldKeys.Language, found.Language, found.Language, Candidate.Guessed,
                Evidence.At(record.Document, record.Folded.OriginOf(found.Start, found.End)), found.Rule));
        }
    }

    /// <summary>A record that says no date of its own has the one of its visit, never the birth.</summary>
    private static void AddDocumentDate(CandidateSet candidates)
    {
        if (candidates[FieldKeys.DocumentDate].Count == 0
            && CandidateRanking.Winners(FieldKeys.VisitDate, candidates[FieldKeys.VisitDate]) is [var visit])
        {
            candidates.Add(visit with
            {
                Key = FieldKeys.DocumentDate,
                Confidence = Candidate.Guessed,
                MappingId = "fallback::document_date",
            });
        }
    }
}

/// <summary>What mining a text gave.</summary>
/// <param name="Candidates">Normalised candidates of every field.</param>
/// <param name="GuessedDateOrder">Whether a date was read day first although month first was as likely.</param>
public sealed record MiningResult(CandidateSet Candidates, bool GuessedDateOrder)
{
    /// <summary>How the dates of the document were read.</summary>
    public Normalisation.DateOrder DateOrder { get; init; }

    /// <summary>Whether the language, or other dates of the document, say how 12/05/2024 is to be read.</summary>
    public bool IsDateOrderKnown { get; init; }

    /// <summary>By whose rules the text was read, ISO 639-1; null when unknown.</summary>
    public string? Language { get; init; }

    /// <summary>What people said of it, ISO 639-1; null when the text was to tell.</summary>
    public string? ToldLanguage { get; init; }

    /// <summary>What a language model read.</summary>
    public IReadOnlyList<QuotedPassage> Quoted { get; init; } = [];

    /// <summary>Whether the best transponder number is none of ISO 11784, and worth a look.</summary>
    public bool HasOldMicrochip { get; init; }
}
