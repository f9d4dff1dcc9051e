using System.Globalization;

namespace RunFunctions.UnitTests.Documents.Corpus;

/// <summary>A record being written: every value that goes on the paper goes into the truth at once.</summary>
internal sealed class Sheet(Author author)
{
    /// <summary>The day of the run, from which ages count when a record has no date of its own.</summary>
    private static readonly DateOnly Today = new(2026, 3, 12);

    private readonly List<List<string>> _pages = [[]];
    private readonly List<DateOnly> _visits = [];
    private DateOnly? _birth;
    private DateOnly? _documentDay;
    private (DateOnly Day, string Value)? _latestWeight;
    private bool _weighsPatient;
    private string? _visit;

    public Author Author => author;

    public Truth Truth { get; init; } = new();

    public Pen Pen => author.Pen;

    /// <summary>Repeated at the top of every page but the first.</summary>
    public string? RunningHead { get; set; }

    public void Line(string line) => _pages[^1].Add(line);

    public void Blank() => Line(string.Empty);

    public void Heading(IReadOnlyList<string> wordings) => Line(Pen.Heading(author.Dice.Pick(wordings)));

    public void Remark() => Line(author.Remark());

    public void NewPage() => _pages.Add([]);

    /// <summary>Writes above everything that the page has.</summary>
    public void OnTop(Action<Sheet> write)
    {
        var written = _pages[^1];
        _pages[^1] = [];
        write(this);
        _pages[^1].AddRange(written);
    }

    /// <summary>From here on, values are those of a visit; null ends the visit.</summary>
    public void BeginVisit(DateOnly? day)
    {
        _visit = day is { } known ? DateForms.Iso(known) : null;
        if (day is { } date)
        {
            _visits.Add(date);
        }
    }

    /// <summary>A label and its value, for the layout to place.</summary>
    public string Pair(string key, Written value, string? label = null)
    {
        Know(key, value.Value);
        return Pen.Label(label ?? author.Label(key), value.Text);
    }

    /// <summary>Adds to the truth what the layout writes in its own way.</summary>
    public void Know(string key, string value)
    {
        var isVisits = RecordKeys.Visit.Contains(key);
        Truth.Add(new Slot(key, isVisits ? _visit ?? Slot.Unassigned : null), value);
        if (key == "treatment_plan")
        {
            Truth.Add(new Slot("medication", _visit ?? Slot.Unassigned), value);
        }
        else if (key == "medication")
        {
            LeaveOpen("treatment_plan");
        }
    }

    public void Know(string key, Written value) => Know(key, value.Value);

    /// <summary>Judges nobody by a key of the visit that is being written.</summary>
    public void LeaveOpen(string key) => Truth.LeaveOpen(new Slot(key, _visit ?? Slot.Unassigned));

    public string Birth(DateOnly day)
    {
        _birth = day;
        return Pair("dob", Pen.Date(day));
    }

    public string DocumentDate(DateOnly day, string? label = null)
    {
        KnowDocumentDate(day);
        return Pen.Label(label ?? author.Label("document_date"), Pen.Date(day).Text);
    }

    public void KnowDocumentDate(DateOnly day)
    {
        _documentDay = day;
        Truth.Set(new Slot("document_date", null), DateForms.Iso(day));
    }

    /// <summary>A weight among the data of the animal.</summary>
    public string PatientWeight(decimal kilograms)
    {
        var label = author.Label("weight");
        var weight = author.Weight(kilograms, unit: !label.Contains("kg", StringComparison.Ordinal));
        _latestWeight ??= (DateOnly.MinValue, weight.Value);
        _weighsPatient = true;
        return Pen.Label(label, weight.Text);
    }

    /// <summary>A weight noted in the visit that is being written; the youngest is the document's.</summary>
    public void VisitWeight(decimal kilograms)
    {
        var label = author.Label("weight");
        var weight = author.Weight(kilograms, unit: !label.Contains("kg", StringComparison.Ordinal));
        Line(Pen.Label(label, weight.Text));
        Truth.Add(new Slot("weight", _visit), weight.Value);
        if (_latestWeight is not { } latest || latest.Day < _visits[^1])
        {
            _latestWeight = (_visits[^1], weight.Value);
        }
    }

    public CorpusCase Finish(string id, string group)
    {
        if (_latestWeight is { } weight)
        {
            Truth.Set(new Slot("weight", null), weight.Value);
        }

        foreach (var day in _visits)
        {
            Truth.Add(new Slot("visit_date", null), DateForms.Iso(day));
        }

        // Whether the only visit also counts the weight among its own is a matter of taste.
        if (_weighsPatient && _visits is [var single])
        {
            Truth.LeaveOpen(new Slot("weight", DateForms.Iso(single)));
        }

        DateTheDocument();
        if (_birth is { } born && !Truth.TryFirst("age", out _))
        {
            var reference = _visits.Count > 0 ? _visits.Max() : _documentDay ?? Today;
            Truth.Set(new Slot("age", null), Animal.YearsAt(born, reference));
        }

        Truth.Set(new Slot("language", null), author.Words.Language);
        return new(id, group, author.Words.Language, author.Half, PagedText.Of([.. NumberedPages()]), Truth);
    }

    private void DateTheDocument()
    {
        if (_documentDay is not null)
        {
            return;
        }

        if (_visits is [var only])
        {
            Truth.Set(new Slot("document_date", null), DateForms.Iso(only));
        }
        else if (_visits.Count > 1)
        {
            Truth.LeaveOpen("document_date");
        }
    }

    private IEnumerable<string> NumberedPages()
    {
        var number = author.Dice.Pick(author.Words.PageNumbers);
        var footer = author.Dice.Pick(author.Words.Footers);
        var numbered = author.Dice.Chance(60);
        for (var page = 0; page < _pages.Count; page++)
        {
            List<string> lines = [.. page > 0 && RunningHead is { } head ? [head, string.Empty] : Array.Empty<string>(), .. _pages[page]];
            if (numbered)
            {
                lines.Add(footer);
                lines.Add(string.Format(CultureInfo.InvariantCulture, number, page + 1, _pages.Count));
            }

            yield return string.Join('\n', lines) + "\n";
        }
    }
}
