namespace RunFunctions.Core.Documents.Domain.Visits;

/// <summary>A visit and the parts of the text that tell of it.</summary>
internal sealed class Visit(DateOnly date)
{
    private readonly List<VisitSegment> _segments = [];

    public DateOnly Date => date;

    /// <summary>0 for the first visit of the day.</summary>
    public required int OfDay { get; init; }

    /// <summary>The mention that made the visit.</summary>
    public required VisitMention Opening { get; init; }

    public VisitMention? Admission { get; set; }

    public VisitMention? Discharge { get; set; }

    /// <summary>The mention that tells the day: of a stay told newest first, the last one.</summary>
    public VisitMention Dated => Opening.Date == date ? Opening : Admission ?? Opening;

    /// <summary>In order of place.</summary>
    public IReadOnlyList<VisitSegment> Segments => _segments;

    public void Add(VisitSegment segment) => _segments.Add(segment);
}

/// <summary>A part of the text that is of one visit.</summary>
/// <param name="Whole">With its heading.</param>
/// <param name="ContentStart">After the heading.</param>
internal sealed record VisitSegment(TextSpan Whole, int ContentStart)
{
    public TextSpan Content => new(Math.Min(ContentStart, Whole.End), Whole.End);
}
