using RunFunctions.Core.Documents.Domain.Normalisation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>Dates that stand on a line by themselves (specs/documents.md §6.4 P2 and P3).</summary>
internal static class HeaderDates
{
    private const int HeaderLines = 20;
    private const int ChipReach = 8;
    private const int MaxPlaceLength = 30;
    private const int MinChipDigits = 9;

    /// <summary>P2: in the header of a patient, a date alone just before the chip is the birth.</summary>
    public static void MineBirth(RecordText record, CandidateProposals proposals)
    {
        if (proposals.Candidates[FieldKeys.Dob].Count > 0)
        {
            return;
        }

        var seen = 0;
        var date = 0;
        for (var line = 0; line < record.Lines.Count && seen < HeaderLines; line++)
        {
            var place = record.Trimmed(line);
            seen += place.End > place.Start ? 1 : 0;
            while (date < record.Dates.Count && record.Dates[date].Start < place.Start)
            {
                date++;
            }

            if (date < record.Dates.Count && record.Dates[date] is var mention
                && mention.Start == place.Start && mention.End == place.End && HasChipNear(record, line))
            {
                proposals.Propose(FieldKeys.Dob, Passage.Of(place), "fallback::dob", Candidate.Guessed);
                return;
            }
        }
    }

    /// <summary>
    /// The one date that stands alone or after a place ("Valencia, 12 de marzo de 2024"); several such dates are entries
    /// of a history and none of them is the document's.
    /// </summary>
    public static void MineDocumentDate(RecordText record, CandidateProposals proposals)
    {
        var line = 0;
        var births = proposals.Candidates[FieldKeys.Dob].Select(birth => birth.Value).ToHashSet();
        DateMention? only = null;
        foreach (var mention in record.Dates)
        {
            while (record.Lines[line].Line.End < mention.Start)
            {
                line++;
            }

            if (record.Lines[line].Hits.Count > 0 || proposals.IsTaken(mention.Start) || births.Contains(mention.Date.ToIso())
                || !StandsAlone(record.Text, record.Trimmed(line), mention))
            {
                continue;
            }

            if (only is { } other && other.Date.Date != mention.Date.Date)
            {
                return;
            }

            only ??= mention;
        }

        if (only is { } found)
        {
            proposals.Propose(
                FieldKeys.DocumentDate, new Passage(found.Start, found.Start, found.End), "fallback::header_date", Candidate.Guessed);
        }
    }

    private static bool StandsAlone(string text, TextLine line, DateMention mention)
    {
        var before = text.AsSpan(line.Start, Math.Max(0, mention.Start - line.Start)).TrimEnd();
        return text.AsSpan(mention.End, line.End - mention.End).Trim(" .-").IsEmpty
            && (before.Trim(" -").IsEmpty
                || (before.Length <= MaxPlaceLength && (before[^1] == ',' || before.EndsWith(", a") || before.EndsWith(", on"))
                    && !before.ContainsAny('.', ':')));
    }

    private static bool HasChipNear(RecordText record, int line)
    {
        for (var near = line; near < record.Lines.Count && near <= line + ChipReach; near++)
        {
            var (place, _, hits, alone) = record.Lines[near];
            if (alone?.Meaning == LabelMeaning.Microchip || hits.Any(hit => hit.Label.Meaning == LabelMeaning.Microchip)
                || HasDigitRun(record.Text.AsSpan(place.Start, place.End - place.Start)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasDigitRun(ReadOnlySpan<char> line)
    {
        var run = 0;
        foreach (var character in line)
        {
            run = char.IsAsciiDigit(character) ? run + 1 : 0;
            if (run >= MinChipDigits)
            {
                return true;
            }
        }

        return false;
    }
}
