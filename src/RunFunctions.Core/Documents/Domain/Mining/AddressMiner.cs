using RunFunctions.Core.Documents.Domain.Normalisation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>P8, streets without a label: the owner's in the owner's block, the clinic's in the header or below the clinic.</summary>
internal static class AddressMiner
{
    private const int HeaderLines = 12;
    private const int MaxLength = 160;

    public static void Mine(RecordText record, CandidateProposals proposals)
    {
        var (seen, previous) = (0, -1);
        foreach (var line in record.InkLines)
        {
            var place = record.Trimmed(line);
            seen++;
            foreach (var cell in StreetCells(record, line, place))
            {
                if (proposals.IsTaken(cell.Start) || KeyFor(record, proposals, line, seen, previous) is not { } key)
                {
                    continue;
                }

                var end = PostalLines.EndOf(record, WithPostalCell(record, place, cell));
                proposals.Propose(key, new Passage(cell.Start, cell.Start, end), "anchor::street", Candidate.Guessed);
            }

            previous = line;
        }
    }

    private static IEnumerable<TextLine> StreetCells(RecordText record, int line, TextLine place)
    {
        var hits = record.Lines[line].Hits;
        var end = hits.Count > 0 ? Math.Max(place.Start, hits[0].Start) : place.End;
        return end - place.Start > 2 * MaxLength
            ? []
            : Cells.Of(record.Text, new TextLine(place.Start, end), atCommas: false)
                .Where(cell => cell.End - cell.Start <= MaxLength && PostalAddress.IsStreetLine(record.Text[cell.Start..cell.End]));
    }

    /// <summary>"Plaza España 3 - 46007 Valencia".</summary>
    private static int WithPostalCell(RecordText record, TextLine place, TextLine street)
    {
        var next = Cells.Of(record.Text, new TextLine(street.End, place.End), atCommas: false);
        return next.Count > 0 && next[0].End - next[0].Start <= MaxLength && record.Text[street.End..next[0].Start] is " - "
            && PostalAddress.IsPostalLine(record.Text[next[0].Start..next[0].End])
            ? next[0].End
            : street.End;
    }

    private static string? KeyFor(RecordText record, CandidateProposals proposals, int line, int seen, int previous)
        => record.Parties.StreetBelongsTo(line) switch
        {
            Party.Owner => FieldKeys.OwnerAddress,
            _ when previous >= 0 && proposals.IsLineTaken(previous, FieldKeys.OwnerName) => FieldKeys.OwnerAddress,
            Party.Clinic => FieldKeys.ClinicAddress,
            _ when seen <= HeaderLines && !record.Parties.IsPastHeader(line) => FieldKeys.ClinicAddress,
            _ when previous >= 0 && record.Trimmed(previous) is var above && above.End - above.Start <= MaxLength
                && InstitutionWords.IsName(record.Text, above) => FieldKeys.ClinicAddress,
            _ => null,
        };
}
