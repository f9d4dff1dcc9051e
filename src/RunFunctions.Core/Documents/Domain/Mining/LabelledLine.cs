namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>A line and the labels in it that announce a value.</summary>
internal sealed record LabelledLine(TextLine Line, IReadOnlyList<LabelHit> Hits)
{
    /// <summary>
    /// Keeps the labels that really are labels where they stand. After a colon: where a part of the line begins, after
    /// another label, or where the value will prove it by its shape. Otherwise only where a part of the line begins.
    /// </summary>
    public static LabelledLine Of(TextLine line, LabelScanner scanner)
    {
        var accepted = new List<LabelHit>();
        foreach (var hit in scanner.Scan(line))
        {
            if (!hit.EndsPhrase && IsLabelHere(hit, isInChain: accepted.Count > 0))
            {
                accepted.Add(hit);
            }
        }

        return new LabelledLine(line, accepted);
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
