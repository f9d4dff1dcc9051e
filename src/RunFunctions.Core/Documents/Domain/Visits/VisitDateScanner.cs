using System.Text.RegularExpressions;
using RunFunctions.Core.Documents.Domain.Mining;
using RunFunctions.Core.Documents.Domain.Normalisation;

namespace RunFunctions.Core.Documents.Domain.Visits;

/// <summary>
/// Finds the dates of a text that are said to be of a visit (specs/documents.md §6.8): the nearest cue before a date
/// decides; without one, the form of the line or the first cue after it.
/// </summary>
internal sealed class VisitDateScanner(
    FoldedText folded, IReadOnlyList<TextLine> lines, DateOrder order, bool isOrderKnown)
{
    /// <summary>A date with more words before it in its sentence is told of in prose.</summary>
    private const int MaxHeadingWords = 8;

    /// <summary>With more words of meaning before the date they are part of what is told.</summary>
    private const int MaxHeadingMeaning = 4;

    /// <summary>A date with more words before it does not head the line of a procedure.</summary>
    private const int MaxProcedureWords = 2;

    private const int LookAhead = 80;
    private const int LookBack = 200;

    /// <summary>Stands for a word where the form of the line tells.</summary>
    private const string Timeline = "timeline";

    private static readonly Regex TimeAndEnd = TextPattern.Of(@"^ {0,2}- {0,2}[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: {0,2}(?:- ?|$))");

    private static readonly Regex TimeAfter = TextPattern.Of(
        @"^[ ,]{0,2}(?:a las |at )?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?h(?:oras|rs)?\b)?");

    private static readonly Regex RangeJoint = TextPattern.Of(@"^ ?(?:al?|-|hasta(?: el)?|to|until) ?$");

    private readonly string _text = folded.Text;
    private readonly CueWalk _walk = new(folded.Text);
    private readonly CueWalk _side = new(folded.Text);
    private readonly List<VisitMention> _found = [];
    private readonly List<int> _refused = [];
    private int _line = -1;
    private int _position;

    /// <summary>Dates of visits in order of place; first characters of dates that a word says are no visit's.</summary>
    public (IReadOnlyList<VisitMention> Mentions, IReadOnlyList<int> Refused) Scan()
    {
        foreach (var date in DateMention.In(_text, order))
        {
            GoToLineOf(date);
            _walk.Read(_position, date.Start);
            var said = Judge(date, out var start);
            if (IsOfLastCentury(date) || said.Cue is VisitCue.Administrative or VisitCue.Elsewhen)
            {
                _refused.Add(folded.OriginOf(date.Start));
            }
            else if (said.Cue != VisitCue.None)
            {
                _found.Add(Mention(date, said, start));
            }

            _walk.Pass(date.End, said);
            _position = date.End;
        }

        return (_found, _refused);
    }

    private void GoToLineOf(DateMention date)
    {
        var before = _line;
        _line = Math.Max(_line, 0);
        while (lines[_line].End < date.Start)
        {
            _line++;
        }

        if (_line != before)
        {
            _position = lines[_line].Start;
            _walk.Begin(_position);
        }
    }

    /// <param name="date">A date up to which the line was read.</param>
    /// <param name="start">Where the text of the visit begins.</param>
    private (VisitCue Cue, string Word) Judge(DateMention date, out int start)
    {
        start = _walk is { IsAfterDate: true, Cue: not VisitCue.None } ? _walk.CueStart : _walk.ClauseStart;
        var inherited = _walk.Inherited.Cue;
        if (inherited is VisitCue.Visit or VisitCue.Admission && RangeJoint.IsMatch(Between(_walk.ClauseStart, date.Start)))
        {
            return (inherited == VisitCue.Admission ? VisitCue.Discharge : VisitCue.Elsewhen, _walk.Inherited.Word);
        }

        if (_walk.Cue == VisitCue.Procedure)
        {
            return _walk.WordCount <= MaxProcedureWords && _walk.ClauseStart == lines[_line].Start
                ? (VisitCue.Visit, _walk.Word)
                : (VisitCue.None, string.Empty);
        }

        if (_walk.Cue != VisitCue.None)
        {
            return (IsAppointment(date) ? VisitCue.Elsewhen : _walk.Cue, _walk.Word);
        }

        if (_walk is { MeaningfulWordCount: 0, Inherited.Cue: not VisitCue.None })
        {
            return _walk.Inherited;
        }

        return HeadOfLine(date, ref start);
    }

    /// <summary>"Control: 03/05/2025" with nothing told after it says when to come again.</summary>
    private bool IsAppointment(DateMention date)
        => _walk.Word is "control" or "revision" or "seguimiento" or "recheck" or "up" or "followup"
            && Between(_walk.CueStart + _walk.Word.Length, date.Start).Trim() is ":"
            && IsBlank(date.End, lines[_line].End)
            && (_line + 1 == lines.Count || lines[_line + 1].IsBlankIn(_text));

    private bool IsBlank(int start, int end) => _text.AsSpan(start, end - start).Trim(" .").IsEmpty;

    /// <summary>A date that nothing but "fecha" or "día" stands before: the line itself, or the line above, may tell.</summary>
    private (VisitCue Cue, string Word) HeadOfLine(DateMention date, ref int start)
    {
        if (_walk.MeaningfulWordCount > (_walk.SaysDate ? 1 : 0) || _walk.ClauseStart != lines[_line].Start)
        {
            return (VisitCue.None, string.Empty);
        }

        var rest = Between(date.End, Math.Min(lines[_line].End, date.End + LookAhead));
        if (_walk.WordCount == 0 && TimeAndEnd.IsMatch(rest))
        {
            return (VisitCue.Visit, Timeline);
        }

        if (_walk is { WordCount: > 0, SaysDate: false } && LineAbove() is { } above && Cue(above.Start, above.End) is { Cue: VisitCue.Visit } told)
        {
            start = above.Start;
            return told;
        }

        return Cue(date.End, date.End + rest.Length) switch
        {
            { Cue: VisitCue.Procedure } when _walk.SaysDate => (VisitCue.None, string.Empty),
            { Cue: VisitCue.Procedure } found => (VisitCue.Visit, found.Word),
            { Cue: VisitCue.Visit or VisitCue.Admission or VisitCue.Discharge } found => found,
            _ => (VisitCue.None, string.Empty),
        };
    }

    /// <summary>The first cue of a passage.</summary>
    private (VisitCue Cue, string Word) Cue(int start, int end)
    {
        _side.Begin(start);
        for (var position = start; position < end && _side.Cue == VisitCue.None;)
        {
            var next = position;
            while (next < end && !char.IsLetterOrDigit(_text[next]))
            {
                next++;
            }

            while (next < end && char.IsLetterOrDigit(_text[next]))
            {
                next++;
            }

            _side.Read(position, next);
            position = Math.Max(next, position + 1);
        }

        return (_side.Cue, _side.Word);
    }

    private TextLine? LineAbove()
    {
        const int MaxBlankLines = 2;
        for (var above = _line - 1; above >= 0 && above >= _line - 1 - MaxBlankLines; above--)
        {
            if (!lines[above].IsBlankIn(_text))
            {
                return lines[above].End - lines[above].Start <= LookBack && !HoldsVisit(lines[above]) ? lines[above] : null;
            }
        }

        return null;
    }

    private bool HoldsVisit(TextLine line) => _found.Count > 0 && _found[^1].DateStart >= folded.OriginOf(line.Start);

    private VisitMention Mention(DateMention date, (VisitCue Cue, string Word) said, int start)
    {
        var isHeading = start < lines[_line].Start || _walk is { WordCount: <= MaxHeadingWords, TellsBack: false };
        return new VisitMention(
            date.Date.Date,
            said.Cue,
            said.Word == Timeline ? "fallback::timeline" : "anchor::" + said.Word,
            isOrderKnown || !date.Date.IsOrderAmbiguous)
        {
            Start = folded.OriginOf(start),
            ContentStart = folded.OriginOf(IsHeadingAlone(start) ? ContentStart(date, start) : start),
            DateStart = folded.OriginOf(date.Start),
            DateEnd = folded.OriginOf(date.End),
            IsHeading = isHeading,
            IsLabelled = _walk.SaysDate,
        };
    }

    /// <summary>Whether nothing is told before the date that should be kept.</summary>
    private bool IsHeadingAlone(int start)
        => start < lines[_line].Start || _walk.IsAfterDate || _walk.MeaningfulWordCount <= MaxHeadingMeaning;

    /// <summary>After the date and its time; after the line where a practice system says the room and the like.</summary>
    private int ContentStart(DateMention date, int start)
    {
        if (Between(start, date.Start) is var heading
            && (heading.Contains("consulta general del dia", StringComparison.Ordinal)
                || heading.Contains("visita administrativa del dia", StringComparison.Ordinal)))
        {
            return lines[_line].End;
        }

        var rest = Between(date.End, Math.Min(lines[_line].End, date.End + LookAhead));
        var time = TimeAndEnd.Match(rest) is { Success: true } dashed ? dashed : TimeAfter.Match(rest);
        return date.End + time.Length;
    }

    private string Between(int start, int end) => _text[start..Math.Max(start, end)];

    /// <summary>A year of two digits is of this century or no year of a visit.</summary>
    private bool IsOfLastCentury(DateMention date)
    {
        const int FirstYear = 2000;
        var isYearFirst = !_text.AsSpan(date.Start, 3).ContainsAnyExceptInRange('0', '9');
        return date.Date.Date.Year < FirstYear && !isYearFirst && !char.IsAsciiDigit(_text[date.End - 3]);
    }
}
