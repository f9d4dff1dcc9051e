namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>Tables of two lines: labels in one, the values below them in the other, cell by cell.</summary>
internal static class LabelTableMiner
{
    private const int MaxLength = 300;

    public static void Mine(RecordText record, CandidateProposals proposals)
    {
        for (var line = 0; line + 1 < record.Lines.Count; line++)
        {
            if (HeaderOf(record, line) is not { } labels)
            {
                continue;
            }

            var values = Cells.Of(record, line + 1);
            if (values.Count != labels.Count)
            {
                continue;
            }

            for (var cell = 0; cell < labels.Count; cell++)
            {
                foreach (var key in labels[cell].Meaning.Keys)
                {
                    proposals.Propose(key, Passage.Of(values[cell]), labels[cell].MappingId, Candidate.Guessed);
                }
            }
        }
    }

    /// <returns>The labels when the line is nothing but two or more of them.</returns>
    private static List<Label>? HeaderOf(RecordText record, int line)
    {
        var place = record.Lines[line].Line;
        if (place.End - place.Start is 0 or > MaxLength || Cells.Of(record, line) is not { Count: >= 2 } cells)
        {
            return null;
        }

        var labels = new List<Label>(cells.Count);
        foreach (var cell in cells)
        {
            if (record.Scanner.LabelAlone(cell) is not { } label)
            {
                return null;
            }

            labels.Add(label);
        }

        return labels;
    }
}
