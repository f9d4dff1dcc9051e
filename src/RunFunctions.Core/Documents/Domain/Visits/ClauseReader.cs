using System.Text.RegularExpressions;
using RunFunctions.Core.Documents.Domain.Mining;
using RunFunctions.Core.Documents.Domain.Normalisation;

namespace RunFunctions.Core.Documents.Domain.Visits;

/// <summary>A clause of a visit's notes.</summary>
/// <param name="Place">Where it stands; a clause that goes on in the next line is longer than its place.</param>
/// <param name="Text">As written, without bullets, dates and labels before it.</param>
/// <param name="Folded">Folded, with its label: what rules look at.</param>
internal sealed record Clause(TextSpan Place, string Text, string Folded);

/// <summary>Cuts a text into lines, sentences and clauses (specs/documents.md §6.8, observations and actions).</summary>
internal sealed class ClauseReader(string document, ClauseRules rules)
{
    /// <summary>A line this long was broken by the width of the page; the next goes on if it begins with a small letter.</summary>
    private const int WrappedLine = 60;

    /// <summary>No sentence of a person is longer.</summary>
    private const int LongestSentence = 1000;

    private const string Time = "[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?h(?:oras|rs)?)?";

    private const string Bullets = "-*\u2022\u00B7>,:. \t";

    private static readonly Regex Lead = TextPattern.Of(
        @"^(?:(?:(?:visita|consulta|control|revision|seguimiento|ingreso|alta|visit|consultation|recheck|check-?up"
        + @"|follow-?up|admission|admitted|discharged?)(?: de| del| of| on)? ?)?(?:(?:el |the |on )?dia )?"
        + $@"[0-9]{{1,4}}[/.-][0-9]{{1,2}}[/.-][0-9]{{1,4}}(?:[ ,-]{{1,9}}{Time})?[ :.-]{{0,20}})");

    private static readonly Regex NarrativeLabel = TextPattern.Of(
        "^(?:observaciones|anamnesis|exploracion(?: fisica| general)?|evolucion|notas|comentarios|recomendaciones|historia|history"
        + "|(?:physical |clinical )?exam(?:ination)?|progress|notes?|observations?|comments?|recommendations?|plan) ?: {0,20}");

    private static readonly Regex Administrative = TextPattern.Of(
        @"^(?:pagina|pag|page|tel|telefono|tlf|tfno|movil|phone|e-?mail|correo|web|direccion|domicilio|address|poblacion|cif|nif|dni"
        + @"|n[o.] ?col|colegiado|firma|firmado|fdo|signed|signature|factura|invoice|(?:propietari[oa]|titular|owner|client|cliente) ?:)\b|@|\bwww\.");

    /// <summary>A weight has a field of its own.</summary>
    private static readonly Regex WeightLine = TextPattern.Of(
        @"^(?:peso|weight|body weight|wt|bw)\b[^0-9]{0,20}[0-9]|^[0-9]{1,6}(?:[.,][0-9]{1,6})? ?kgs?$");

    private static readonly Regex AnyLabel = TextPattern.Of("^[a-z/ ]{2,30}: {0,20}");

    private readonly List<Clause> _clauses = [];
    private readonly HashSet<string> _seen = [];

    /// <summary>The line began in the middle of the last clause.</summary>
    private bool _goesOn;

    /// <summary>Nothing ended the last clause yet.</summary>
    private bool _isOpen;

    /// <param name="content">What is told of a visit.</param>
    /// <param name="taken">What is a field already, in order of place.</param>
    /// <param name="values">Their folded values.</param>
    public IReadOnlyList<Clause> Read(TextSpan content, IReadOnlyList<TextSpan> taken, IReadOnlySet<string> values)
    {
        _clauses.Clear();
        _isOpen = false;
        var isWrapped = false;
        var next = FirstFrom(taken, content.Start);
        var read = content.Start;
        foreach (var line in TextLines.Of(content.In(document)))
        {
            var (start, end) = (content.Start + line.Start, content.Start + line.End);
            _goesOn = _isOpen && isWrapped;
            for (; next < taken.Count && taken[next].Start < end; next++)
            {
                ReadPiece(new(Math.Max(read, start), taken[next].Start), values);
                read = Math.Max(read, taken[next].End);
                _goesOn = false;
                _isOpen = false;
            }

            ReadPiece(new(Math.Max(read, start), end), values);
            isWrapped = end - start >= WrappedLine;
        }

        return [.. _clauses];
    }

    private static int FirstFrom(IReadOnlyList<TextSpan> taken, int start)
    {
        var (low, high) = (0, taken.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = taken[middle].End <= start ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void ReadPiece(TextSpan piece, IReadOnlySet<string> values)
    {
        var position = piece.Start;
        while (position < piece.End)
        {
            var end = position;
            while (end < piece.End && !EndsSentence(end, piece.End))
            {
                end++;
            }

            ReadSentence(new(position, end), values);
            _isOpen &= end == piece.End;
            position = end + 1;
        }
    }

    private bool EndsSentence(int position, int end)
        => document[position] == ';'
            || (document[position] == '.' && (position + 1 >= end || char.IsWhiteSpace(document[position + 1])));

    private void ReadSentence(TextSpan sentence, IReadOnlySet<string> values)
    {
        var folded = FoldedText.Of(sentence.In(document));
        if (!folded.Text.Any(char.IsLetter) || !_seen.Add(folded.Text))
        {
            return;
        }

        var start = 0;
        foreach (var opener in rules.Opener.EnumerateMatches(folded.Text))
        {
            Add(folded, start, opener.Index, sentence.Start, values);
            start = opener.Index;
        }

        Add(folded, start, folded.Text.Length, sentence.Start, values);
    }

    private void Add(FoldedText sentence, int from, int to, int offset, IReadOnlySet<string> values)
    {
        var goesOn = _goesOn;
        (_goesOn, _isOpen) = (false, false);
        var start = from + LeadLength(sentence.Text.AsSpan(from, to - from));
        var end = start + LengthWithoutTrail(sentence.Text.AsSpan(start, to - start), out var announces);
        var folded = sentence.Text[start..end];
        if (announces || !folded.Any(char.IsLetter) || Administrative.IsMatch(folded) || IsTaken(folded, values))
        {
            return;
        }

        var label = folded.Contains(':') ? NarrativeLabel.Match(folded).Length : 0;
        var place = sentence.OriginOf(start + label, end);
        var written = new TextSpan(offset + place.Start.Value, offset + place.End.Value);
        var text = Spacing.Collapse(written.In(document));
        if (text.Length == 0)
        {
            return;
        }

        if (goesOn && char.IsLower(text[0]) && label == 0 && _clauses[^1].Text.Length < LongestSentence)
        {
            _clauses[^1] = _clauses[^1] with { Text = _clauses[^1].Text + " " + text, Folded = _clauses[^1].Folded + " " + folded };
        }
        else
        {
            _clauses.Add(new Clause(written, text, folded));
        }

        _isOpen = true;
    }

    /// <summary>A value that a label announced, or a weight: both have a field of their own.</summary>
    private static bool IsTaken(string folded, IReadOnlySet<string> values)
        => values.Contains(folded)
            || (folded.Contains(':') && values.Contains(folded[AnyLabel.Match(folded).Length..]))
            || (folded.AsSpan().ContainsAnyInRange('0', '9') && WeightLine.IsMatch(folded));

    /// <summary>Bullets, and a visit word with its date and time.</summary>
    private static int LeadLength(ReadOnlySpan<char> clause)
    {
        const int LongestLead = 60;
        var rest = clause.TrimStart(Bullets);
        var lead = rest[..Math.Min(rest.Length, LongestLead)];
        return clause.Length - rest.Length + (lead.ContainsAnyInRange('0', '9') ? Lead.Match(lead.ToString()).Length : 0);
    }

    /// <param name="clause">A clause without what leads it.</param>
    /// <param name="announces">Whether it ends in a colon: the heading of what follows, and nothing told.</param>
    private static int LengthWithoutTrail(ReadOnlySpan<char> clause, out bool announces)
    {
        var told = clause.TrimEnd(" .,:;-\t");
        announces = clause[told.Length..].Contains(':');
        foreach (var particle in (ReadOnlySpan<string>)[" les", " le", " se"])
        {
            if (told.EndsWith(particle, StringComparison.Ordinal))
            {
                return told.Length - particle.Length;
            }
        }

        return told.Length;
    }
}
