using System.Runtime.InteropServices;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>A line and the labels in it that announce a value.</summary>
/// <param name="Line">Where the line stands.</param>
/// <param name="Ink">The line without the white space around it.</param>
/// <param name="Hits">In order of place.</param>
/// <param name="Alone">The label that the line is, bullets and end punctuation aside, when it has no hits.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LabelledLine(TextLine Line, TextLine Ink, IReadOnlyList<LabelHit> Hits, Label? Alone)
{
    /// <summary>
    /// Keeps the labels that really are labels where they stand. After a colon: where a part of the line begins, after
    /// another label, or where the value will prove it by its shape. Otherwise only where a part of the line begins.
    /// </summary>
    public static LabelledLine Of(TextLine line, string text, LabelScanner scanner)
    {
        var ink = line.TrimmedIn(text);
        if (ink.Start == ink.End)
        {
            return new LabelledLine(line, ink, [], Alone: null);
        }

        var found = scanner.Scan(line);
        return found.Count > 0 && Accepted(found) is { Count: > 0 } accepted
            ? new LabelledLine(line, ink, accepted, Alone: null)
            : new LabelledLine(line, ink, [], scanner.LabelAlone(line));
    }

    private static List<LabelHit> Accepted(IReadOnlyList<LabelHit> found)
    {
        var accepted = new List<LabelHit>(found.Count);
        foreach (var hit in found)
        {
            if (!hit.EndsPhrase && IsLabelHere(hit, isInChain: accepted.Count > 0))
            {
                accepted.Add(hit);
            }
        }

        return accepted;
    }

    private static bool IsLabelHere(LabelHit hit, bool isInChain)
    {
        var meaning = hit.Label.Meaning;
        return hit.StartsSegment || (!meaning.StartsSegment && hit.Separator switch
        {
            LabelSeparator.Colon => isInChain || meaning.Shape != ValueShape.Text,
            LabelSeparator.None => !meaning.StartsSegmentWithoutSeparator,
            _ => false,
        });
    }
}
