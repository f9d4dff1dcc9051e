namespace RunFunctions.Core.Documents.Domain.Visits;

/// <summary>Reads the words of a line from left to right and remembers what the last cue said of a date after it.</summary>
internal sealed class CueWalk(string text)
{
    /// <summary>Sentences end after words of at least this length; shorter ones before a full stop are abbreviations.</summary>
    private const int MinSentenceEnd = 4;

    private const int LongestCue = 24;

    /// <summary>The last word that is more than a link; empty where none can be half of a cue.</summary>
    private TextSpan _previous;
    private bool _isHeld;

    public VisitCue Cue { get; private set; }

    public string Word { get; private set; } = string.Empty;

    /// <summary>Where the cue stands.</summary>
    public int CueStart { get; private set; }

    /// <summary>Whether the part began after a date and not with a line or a sentence.</summary>
    public bool IsAfterDate { get; private set; }

    /// <summary>What was said of the date that ended the part before.</summary>
    public (VisitCue Cue, string Word) Inherited { get; private set; }

    /// <summary>Where the sentence, or the part of the line after the last date, begins.</summary>
    public int ClauseStart { get; private set; }

    /// <summary>Words since <see cref="ClauseStart"/>, links included.</summary>
    public int WordCount { get; private set; }

    /// <summary>Words since <see cref="ClauseStart"/> that are more than links.</summary>
    public int MeaningfulWordCount { get; private set; }

    /// <summary>Whether the first of them makes the visit the circumstance of something else, as "en la visita del".</summary>
    public bool TellsBack { get; private set; }

    /// <summary>Whether one of them was "fecha" or "date".</summary>
    public bool SaysDate { get; private set; }

    public void Begin(int position) => StartClause(position, (VisitCue.None, string.Empty));

    /// <summary>After a date only another date, as in "02/03 y 16/03", is of the same kind without a word of its own.</summary>
    public void Pass(int dateEnd, (VisitCue Cue, string Word) said)
    {
        StartClause(dateEnd, said);
        IsAfterDate = true;
    }

    public void Read(int from, int to)
    {
        var position = from;
        while (position < to)
        {
            var start = position;
            while (position < to && char.IsLetterOrDigit(text[position]))
            {
                position++;
            }

            if (position > start)
            {
                ReadWord(start, text.AsSpan(start, position - start));
            }

            if (position < to && EndsClause(start, position))
            {
                Begin(position + 1);
            }

            position++;
        }
    }

    private void StartClause(int position, (VisitCue Cue, string Word) inherited)
    {
        (ClauseStart, WordCount, MeaningfulWordCount, SaysDate, TellsBack) = (position, 0, 0, false, false);
        (Cue, Word, Inherited) = (VisitCue.None, string.Empty, inherited);
        IsAfterDate = false;
        (_previous, _isHeld) = (default, false);
    }

    private void ReadWord(int start, ReadOnlySpan<char> word)
    {
        TellsBack |= WordCount++ == 0 && word is "en" or "at" or "in" or "during" or "durante";
        if (VisitCues.Links(word))
        {
            return;
        }

        MeaningfulWordCount++;
        SaysDate |= word is "fecha" or "date";
        if (!_isHeld && word.Length <= LongestCue && CueOf(word) is { } cue)
        {
            (Cue, Word, CueStart) = (cue, word.ToString(), start);
            _isHeld = cue == VisitCue.Elsewhen;
        }

        _previous = word.Length <= LongestCue ? new(start, start + word.Length) : default;
    }

    private VisitCue? CueOf(ReadOnlySpan<char> word)
    {
        Span<char> pair = stackalloc char[(2 * LongestCue) + 1];
        var previous = text.AsSpan(_previous.Start, _previous.End - _previous.Start);
        previous.CopyTo(pair);
        pair[previous.Length] = '+';
        word.CopyTo(pair[(previous.Length + 1)..]);
        return VisitCues.Of(pair[..(previous.Length + 1 + word.Length)], word);
    }

    private bool EndsClause(int wordStart, int position) => text[position] switch
    {
        ';' or '|' => true,
        '.' => position - wordStart >= MinSentenceEnd
            && text.AsSpan(wordStart, position - wordStart) is not "prox"
            && (position + 1 == text.Length || char.IsWhiteSpace(text[position + 1])),
        _ => false,
    };
}
