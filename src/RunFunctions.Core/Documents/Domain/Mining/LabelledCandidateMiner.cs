using RunFunctions.Core.Documents.Domain.Normalisation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>
/// Proposes values that a label of the document announces (specs/documents.md §6.4 P1 and P9), in one pass over the
/// text. The same text always gives the same candidates in the same order.
/// </summary>
public static class LabelledCandidateMiner
{
    public static MiningResult Mine(DocumentText document) => new Pass(document).Run();

    private sealed class Pass
    {
        private readonly DocumentText _document;
        private readonly FoldedText _folded;
        private readonly LabelScanner _scanner;
        private readonly List<LabelledLine> _lines;
        private readonly ValueReader _values;
        private readonly PartyContext _parties = new();
        private readonly CandidateSet _candidates = new();
        private readonly HashSet<(string Key, string MappingId, string Raw)> _proposed = [];
        private Label? _openHeading;
        private string? _language;
        private bool _guessedDateOrder;

        public Pass(DocumentText document)
        {
            _document = document;
            _folded = FoldedText.Of(document.Text);
            _scanner = new LabelScanner(LabelDictionary.Bilingual, _folded.Text);
            _lines = [.. TextLines.Of(_folded.Text).Select(line => LabelledLine.Of(line, _scanner))];
            _values = new ValueReader(_folded.Text, _lines, _scanner);
        }

        public MiningResult Run()
        {
            DetectLanguage();
            for (var line = 0; line < _lines.Count; line++)
            {
                MineLine(line);
            }

            return new MiningResult(_candidates, _guessedDateOrder);
        }

        private void DetectLanguage()
        {
            if (LanguageDetector.Detect(_folded.Text, _lines.SelectMany(line => line.Hits)) is not { } found)
            {
                return;
            }

            _language = found.Language;
            _candidates.Add(new Candidate(
                FieldKeys.Language, found.Language, found.Language, Candidate.Guessed,
                Evidence.At(_document, _folded.OriginOf(found.Start, found.End)), found.Rule));
        }

        private void MineLine(int line)
        {
            if (_lines[line].Hits.Count == 0)
            {
                MineLineWithoutLabel(line);
                return;
            }

            for (var hit = 0; hit < _lines[line].Hits.Count; hit++)
            {
                MineHit(line, hit);
            }
        }

        /// <summary>A heading opens a block; a street in the owner's block is the owner's address.</summary>
        private void MineLineWithoutLabel(int line)
        {
            var place = _lines[line].Line;
            if (_scanner.IsLabelAlone(place, out var label))
            {
                OpenBlock(label!, line);
                return;
            }

            var text = _folded.Text.AsSpan(place.Start, place.End - place.Start);
            var start = place.Start + (text.Length - text.TrimStart().Length);
            var end = start + text.Trim().Length;
            if (_openHeading is { } heading && _parties.HeadingAt(line) == Party.Owner
                && end - start <= LabelMeaning.OwnerAddress.MaxLength
                && PostalAddress.IsStreetLine(_folded.Text[start..end]))
            {
                Propose(FieldKeys.OwnerAddress, heading, start, start, end, Candidate.Guessed);
            }
        }

        private void MineHit(int line, int index)
        {
            var hit = _lines[line].Hits[index];
            var meaning = hit.Label.Meaning;
            if (_values.Read(line, index) is not var (start, end))
            {
                if (hit.Separator == LabelSeparator.Colon)
                {
                    OpenBlock(hit.Label, line);
                }

                return;
            }

            var (keys, confidence) = Resolve(meaning, line);
            _parties.Mention(meaning.Party, line);
            foreach (var key in keys)
            {
                Propose(key, hit.Label, hit.Start, start, end, confidence);
            }
        }

        private void OpenBlock(Label label, int line)
        {
            if (label.Meaning.Party != Party.Nobody)
            {
                _parties.Open(label.Meaning.Party, line);
                _openHeading = label;
            }
        }

        private (IReadOnlyList<string> Keys, decimal Confidence) Resolve(LabelMeaning meaning, int line)
        {
            if (meaning.Generic == GenericLabel.Name)
            {
                return (_parties.NameBelongsTo(line) switch
                {
                    Party.Owner => [FieldKeys.OwnerName],
                    Party.Clinic => [FieldKeys.ClinicName],
                    _ => [FieldKeys.PetName],
                }, Candidate.Labelled);
            }

            if (meaning.Generic == GenericLabel.Address)
            {
                var (party, isCertain) = _parties.AddressBelongsTo(line);
                return (
                    [party == Party.Owner ? FieldKeys.OwnerAddress : FieldKeys.ClinicAddress],
                    isCertain ? Candidate.Labelled : Candidate.Guessed);
            }

            return (meaning.Keys, Candidate.Labelled);
        }

        private void Propose(string key, Label label, int labelStart, int start, int end, decimal confidence)
        {
            var raw = _document.Text[_folded.OriginOf(start, end)];
            if (!_proposed.Add((key, label.MappingId, raw))
                || FieldNormaliser.Normalise(key, raw) is not { } value
                || CandidateGuards.Refuses(key, _folded.Text[start..end], _folded.Text[labelStart..end]))
            {
                return;
            }

            _candidates.Add(new Candidate(
                key, value, raw, Math.Min(confidence, ConfidenceInDateOrder(key, raw)),
                Evidence.At(_document, _folded.OriginOf(labelStart, end)), label.MappingId));
        }

        /// <summary>
        /// 12/05/2024 is read day first everywhere, but outside Spanish records that is a guess and is said to be one
        /// (specs/documents.md §9.2 item 22).
        /// </summary>
        private decimal ConfidenceInDateOrder(string key, string raw)
        {
            if (_language == "es" || !FieldNormaliser.IsDate(key)
                || RecordDate.AtStart(FoldedText.Fold(raw)) is not { IsOrderAmbiguous: true })
            {
                return Candidate.Labelled;
            }

            _guessedDateOrder = true;
            return Candidate.Guessed;
        }
    }
}

/// <summary>What mining a text gave.</summary>
/// <param name="Candidates">Normalised candidates of every field.</param>
/// <param name="GuessedDateOrder">Whether a date was read day first although month first was as likely.</param>
public sealed record MiningResult(CandidateSet Candidates, bool GuessedDateOrder);
