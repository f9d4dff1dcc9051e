using System.Collections.Frozen;
using RunFunctions.Core.Documents.Domain.Normalisation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>P6: transponder numbers after a word for the chip, near one, or recognisable by themselves.</summary>
internal sealed class MicrochipMiner(RecordText record, CandidateProposals proposals)
{
    private const int KeywordReach = 90;
    private const int LineReach = 8;
    private const int MinDigits = 9;
    private const int MaxDigits = 15;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ChipWords =
        FrozenSet.Create("microchip", "micro", "micr0chip", "chip", "transponder", "microchipped", "microchips", "electronica")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Words after which a number is something else.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> OtherNumbers =
        FrozenSet.Create("tel", "tlf", "tfno", "telefono", "movil", "phone", "mobile", "fax", "whatsapp", "dni", "nif", "nie", "cif",
            "iban", "cuenta", "factura", "invoice", "poliza", "policy", "lote", "batch", "pasaporte", "passport", "cp")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    public static void Mine(RecordText record, CandidateProposals proposals) => new MicrochipMiner(record, proposals).Run();

    private void Run()
    {
        var lastChipLine = int.MinValue / 2;
        var waiting = new List<(int Line, TextLine Digits)>();
        for (var line = 0; line < record.Lines.Count; line++)
        {
            if (MineLine(line, waiting))
            {
                lastChipLine = line;
            }

            foreach (var (digitsLine, digits) in waiting)
            {
                if (digitsLine - lastChipLine <= LineReach && lastChipLine >= 0)
                {
                    proposals.Propose(FieldKeys.MicrochipId, Passage.Of(digits), "anchor::chip", Candidate.Guessed);
                }
            }

            waiting.RemoveAll(item => line - item.Line >= LineReach || line - lastChipLine == 0);
        }
    }

    /// <returns>Whether the line speaks of a chip.</returns>
    private bool MineLine(int line, List<(int Line, TextLine Digits)> waiting)
    {
        var place = record.Lines[line].Line;
        var (keyword, other, skipTo) = (-1, -1, place.Start);
        foreach (var word in FoldedWords.In(record.Text, place.Start, place.End))
        {
            var (start, end) = (word.Start.Value, word.End.Value);
            var text = record.Text.AsSpan(start, end - start);
            if (start < skipTo)
            {
                continue;
            }

            if (ChipWords.Contains(text))
            {
                (keyword, other) = (start, -1);
            }
            else if (OtherNumbers.Contains(text))
            {
                other = start;
            }
            else if (char.IsAsciiDigit(text[0]))
            {
                var (runEnd, digits) = DigitRun(start, place.End);
                skipTo = Math.Max(end, runEnd);
                Consider(line, new TextLine(start, runEnd), digits, keyword, other, waiting);
            }
        }

        return keyword >= 0;
    }

    private void Consider(
        int line, TextLine run, int digits, int keyword, int other, List<(int Line, TextLine Digits)> waiting)
    {
        if (digits is < MinDigits or > MaxDigits || other >= 0 || proposals.IsTaken(run.Start))
        {
            return;
        }

        if (keyword >= 0 && run.Start - keyword <= KeywordReach)
        {
            proposals.Propose(
                FieldKeys.MicrochipId, new Passage(keyword, run.Start, run.End), "anchor::chip", Candidate.Labelled);
        }
        else if (digits == MaxDigits && Microchip.Normalise(record.Text[run.Start..run.End]) is { } number && Microchip.IsIso11784(number))
        {
            proposals.Propose(FieldKeys.MicrochipId, Passage.Of(run), "fallback::microchip_id", Candidate.Guessed);
        }
        else if (record.Trimmed(line) == run && !IsPhone(run, digits))
        {
            waiting.Add((line, run));
        }
    }

    /// <summary>Nine digits from 6 on are a telephone in Spain.</summary>
    private bool IsPhone(TextLine run, int digits) => digits == MinDigits && record.Text[run.Start] >= '6';

    /// <summary>Digits in groups joined by one space, dot or dash; a date is no such number.</summary>
    private (int End, int Digits) DigitRun(int start, int lineEnd)
    {
        var rest = record.Text.AsSpan(start, Math.Min(lineEnd - start, KeywordReach));
        if (DateReader.Here(rest, DateOrder.DayFirst) is { } date)
        {
            return (start + date.Length, 0);
        }

        var (digits, position, end) = (0, 0, 0);
        while (position < rest.Length)
        {
            if (char.IsAsciiDigit(rest[position]))
            {
                digits++;
                end = ++position;
            }
            else if (rest[position] is ' ' or '.' or '-' && position + 1 < rest.Length && char.IsAsciiDigit(rest[position + 1]))
            {
                position++;
            }
            else
            {
                break;
            }
        }

        var goesOn = position < rest.Length && char.IsLetter(rest[position]);
        return (start + end, goesOn ? 0 : digits);
    }
}
