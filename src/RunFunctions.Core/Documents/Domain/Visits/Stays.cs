namespace RunFunctions.Core.Documents.Domain.Visits;

/// <summary>Pairs admissions with discharges: a stay is one visit, whatever is written of the days between.</summary>
internal static class Stays
{
    private const int LongestStayInDays = 90;

    /// <param name="mentions">In order of place; either order of the two is read, newest first too.</param>
    /// <returns>For each mention the stay it is of, or null.</returns>
    public static Stay?[] Of(IReadOnlyList<VisitMention> mentions)
    {
        var stays = new Stay?[mentions.Count];
        int? open = null;
        for (var index = 0; index < mentions.Count; index++)
        {
            if (mentions[index].Cue == VisitCue.Visit)
            {
                continue;
            }

            if (open is { } first && Pair(mentions[first], mentions[index]) is { } stay)
            {
                Fill(stays, mentions, first, index, stay);
                open = null;
            }
            else if (open is not { } waiting || !Repeats(mentions[waiting], mentions[index]))
            {
                open = index;
            }
        }

        return stays;
    }

    private static Stay? Pair(VisitMention one, VisitMention other) => (one.Cue, other.Cue) switch
    {
        (VisitCue.Admission, VisitCue.Discharge) => Stay(one.Date, other.Date),
        (VisitCue.Discharge, VisitCue.Admission) => Stay(other.Date, one.Date),
        _ => null,
    };

    private static Stay? Stay(DateOnly from, DateOnly to)
        => to >= from && to.DayNumber - from.DayNumber <= LongestStayInDays ? new Stay(from, to) : null;

    private static bool Repeats(VisitMention one, VisitMention other) => one.Cue == other.Cue && one.Date == other.Date;

    private static void Fill(Stay?[] stays, IReadOnlyList<VisitMention> mentions, int from, int to, Stay stay)
    {
        for (var index = from; index <= to || IsToldAfter(index); index++)
        {
            stays[index] = stay.Holds(mentions[index].Date) ? stay : null;
        }

        bool IsToldAfter(int index)
            => index < mentions.Count && mentions[index].Cue == VisitCue.Visit && stay.Holds(mentions[index].Date);
    }
}

/// <summary>The days of a stay, both included; instances are told apart, not compared.</summary>
internal sealed class Stay(DateOnly from, DateOnly to)
{
    public DateOnly From => from;

    public DateOnly To => to;

    public bool Holds(DateOnly day) => day >= from && day <= to;
}
