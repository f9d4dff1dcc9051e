using RunFunctions.Core.Documents.Domain.Normalisation;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>The text of a document as the passes read it: folded, cut in lines, with its labels and dates.</summary>
internal sealed class RecordText
{
    public RecordText(DocumentText document, string? language)
    {
        Document = document;
        Folded = FoldedText.Of(document.Text);
        Scanner = new LabelScanner(LabelDictionary.Bilingual, Folded.Text);
        Lines = [.. TextLines.Of(Folded.Text).Select(line => LabelledLine.Of(line, Folded.Text, Scanner))];
        InkLines = [.. Enumerable.Range(0, Lines.Count).Where(line => Lines[line].Ink is var ink && ink.End > ink.Start)];
        Values = new ValueReader(Folded.Text, Lines);
        DetectedLanguage = LanguageDetector.Detect(Folded.Text, Lines.SelectMany(line => line.Hits));
        Language = language ?? DetectedLanguage?.Language;
        (DateOrder, IsDateOrderKnown) = OrderOfDates();
        Dates = [.. DateMention.In(Folded.Text, DateOrder)];
    }

    public DocumentText Document { get; }

    public FoldedText Folded { get; }

    /// <summary>The folded text; offsets of lines, labels and dates count in it.</summary>
    public string Text => Folded.Text;

    public LabelScanner Scanner { get; }

    public IReadOnlyList<LabelledLine> Lines { get; }

    /// <summary>Numbers of the lines that are not blank.</summary>
    public IReadOnlyList<int> InkLines { get; }

    public ValueReader Values { get; }

    public PartyContext Parties { get; } = new();

    /// <summary>What the text says of its language; null when too little.</summary>
    public LanguageDetector.Detection? DetectedLanguage { get; }

    /// <summary>The language by whose rules the text is read, ISO 639-1: what people said, else what the text says; null when unknown.</summary>
    public string? Language { get; }

    public DateOrder DateOrder { get; }

    /// <summary>Whether the language, or other dates of the document, say how 12/05/2024 is to be read.</summary>
    public bool IsDateOrderKnown { get; }

    /// <summary>In order of place.</summary>
    public IReadOnlyList<DateMention> Dates { get; }

    /// <summary>The folded line without the white space around it.</summary>
    public TextLine Trimmed(int line) => Lines[line].Ink;

    /// <summary>The line that holds a folded offset.</summary>
    public int LineAt(int offset)
    {
        var (low, high) = (0, Lines.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Lines[middle].Line.Start <= offset ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    /// <summary>The passage as the document writes it.</summary>
    public string Written(int start, int end) => Document.Text[Folded.OriginOf(start, end)];

    /// <summary>Spanish writes the day first. Elsewhere a date that has one reading only decides for the others.</summary>
    private (DateOrder Order, bool IsKnown) OrderOfDates()
    {
        if (Language is "es" or "pt" or "fr")
        {
            return (DateOrder.DayFirst, true);
        }

        var orders = DateMention.In(Text, DateOrder.MonthFirst).Select(mention => mention.Date.OnlyOrder).OfType<DateOrder>().ToHashSet();
        return Language == "en" && orders.SetEquals([DateOrder.MonthFirst])
            ? (DateOrder.MonthFirst, true)
            : (DateOrder.DayFirst, orders.Count == 1 && orders.Contains(DateOrder.DayFirst));
    }
}
