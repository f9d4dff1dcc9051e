using RunFunctions.Core.Documents.Domain.Mining;

namespace RunFunctions.Core.Documents.Domain.Visits;

/// <summary>
/// The visits of a document. Text belongs to the visit in whose segment it stands, from a mention that opens one to the
/// next, and not to the nearest date (specs/documents.md §9.2 item 12).
/// </summary>
/// <param name="Preamble">The text before the first visit.</param>
/// <param name="Visits">By date, of one day in order of place.</param>
internal sealed record VisitTimeline(TextSpan Preamble, IReadOnlyList<Visit> Visits)
{
    /// <summary>Visits beyond these stay in the text of the last one; no record of an animal has as many.</summary>
    public const int MaxVisits = 500;

    private const int MaxOpenings = 2000;

    public static VisitTimeline Of(DocumentText document, MiningResult mined)
    {
        var mentions = VisitMentions.Of(document, mined);
        return mentions.Count == 0 ? new(new(0, document.Text.Length), []) : new Builder(document.Text, mentions).Build();
    }

    private sealed class Builder(string text, IReadOnlyList<VisitMention> mentions)
    {
        private readonly Stay?[] _stays = Stays.Of(mentions);
        private readonly Dictionary<DateOnly, List<Visit>> _byDay = [];
        private readonly List<Visit> _visits = [];
        private readonly List<(VisitMention Mention, Visit Visit)> _openings = [];
        private readonly Dictionary<Visit, int> _lastOpening = [];
        private int _next;

        public VisitTimeline Build()
        {
            for (var index = 0; index < mentions.Count && _openings.Count < MaxOpenings; index++)
            {
                _next = index + 1 < mentions.Count ? mentions[index + 1].Start : text.Length;
                Take(mentions[index], _stays[index]);
            }

            for (var index = 0; index < _openings.Count; index++)
            {
                var (mention, visit) = _openings[index];
                visit.Add(new VisitSegment(new(mention.Start, EndOf(index)), mention.ContentStart));
            }

            return new(
                new(0, _openings.Count == 0 ? text.Length : _openings[0].Mention.Start),
                [.. _visits.OrderBy(visit => visit.Date).ThenBy(visit => visit.Opening.DateStart)]);
        }

        private void Take(VisitMention mention, Stay? stay)
        {
            if (VisitOf(mention, stay) is not { } visit)
            {
                return;
            }

            if (mention.Cue == VisitCue.Admission)
            {
                visit.Admission ??= mention;
            }

            if (mention.Cue == VisitCue.Discharge)
            {
                visit.Discharge ??= mention;
            }

            _lastOpening[visit] = _openings.Count;
            _openings.Add((mention, visit));
        }

        /// <returns>Null for a mention that opens nothing.</returns>
        private Visit? VisitOf(VisitMention mention, Stay? stay)
        {
            if (stay is not null)
            {
                return Last(stay.From) ?? New(stay.From, mention);
            }

            var current = _openings.Count == 0 ? null : _openings[^1].Visit;
            if (mention.Cue == VisitCue.Discharge && current is { Discharge: null } && Follows(current, mention))
            {
                return current;
            }

            // What one visit tells of another day is not another visit.
            if (!mention.IsHeading && current is not null && _openings[^1].Mention.IsHeading)
            {
                return null;
            }

            return Last(mention.Date) is { } known && (mention.Cue != VisitCue.Visit || !IsAnother(known, mention))
                ? known
                : New(mention.Date, mention);
        }

        private static bool Follows(Visit visit, VisitMention discharge)
        {
            const int LongestStayInDays = 30;
            return discharge.Date >= visit.Date && discharge.Date.DayNumber - visit.Date.DayNumber <= LongestStayInDays;
        }

        /// <summary>
        /// Two headings of one day with a text each are two visits, unless the second repeats the first, as on the next
        /// page; a date in a field of its own, as "Fecha de visita", tells nothing new.
        /// </summary>
        private bool IsAnother(Visit known, VisitMention mention)
        {
            var index = _lastOpening[known];
            var last = _openings[index].Mention;
            return last is { IsHeading: true, IsLabelled: false } && mention is { IsHeading: true, IsLabelled: false }
                && HasInk(last.ContentStart, index + 1 < _openings.Count ? _openings[index + 1].Mention.Start : mention.Start)
                && HasInk(mention.ContentStart, _next)
                && !SameLine(last, mention);
        }

        private bool SameLine(VisitMention one, VisitMention other)
        {
            const int LongestHeading = 120;
            return LineAt(one.Start).SequenceEqual(LineAt(other.Start));

            ReadOnlySpan<char> LineAt(int start)
            {
                var reach = text.AsSpan(start, Math.Min(LongestHeading, text.Length - start));
                var end = reach.IndexOfAny('\n', '\r');
                return end < 0 ? reach : reach[..end];
            }
        }

        private bool HasInk(int start, int end) => start < end && !text.AsSpan(start, end - start).IsWhiteSpace();

        private Visit? Last(DateOnly day) => _byDay.TryGetValue(day, out var visits) ? visits[^1] : null;

        private Visit? New(DateOnly day, VisitMention opening)
        {
            if (_visits.Count == MaxVisits)
            {
                return null;
            }

            if (!_byDay.TryGetValue(day, out var visits))
            {
                _byDay[day] = visits = [];
            }

            var visit = new Visit(day) { OfDay = visits.Count, Opening = opening };
            visits.Add(visit);
            _visits.Add(visit);
            return visit;
        }

        private int EndOf(int index) => index + 1 < _openings.Count ? _openings[index + 1].Mention.Start : text.Length;
    }
}
