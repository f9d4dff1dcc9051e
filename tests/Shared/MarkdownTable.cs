namespace RunFunctions.TestSupport;

/// <summary>A table of a Markdown file: its heading and its rows, cells without backticks around them.</summary>
/// <param name="Section">Text of the heading above it, without the hashes.</param>
/// <param name="Columns">Cells of the head row.</param>
/// <param name="Rows">Cells of every other row.</param>
public sealed record MarkdownTable(string Section, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Every table of a text, in order.</summary>
    public static IReadOnlyList<MarkdownTable> In(string markdown)
    {
        List<MarkdownTable> tables = [];
        var section = "";
        List<IReadOnlyList<string>>? rows = null;
        foreach (var line in markdown.Split('\n').Select(line => line.Trim()))
        {
            if (!line.StartsWith('|'))
            {
                rows = null;
                section = line.StartsWith('#') ? line.TrimStart('#', ' ') : section;
            }
            else if (rows is null)
            {
                rows = [];
                tables.Add(new MarkdownTable(section, Cells(line), rows));
            }
            else if (line.Any(c => c is not ('|' or '-' or ':' or ' ')))
            {
                rows.Add(Cells(line));
            }
        }

        return tables;
    }

    /// <summary>The cells of one column, by its head.</summary>
    public IReadOnlyList<string> Column(string head)
    {
        var index = Columns.ToList().IndexOf(head);
        return index < 0 ? throw new ArgumentException($"Section {Section} has no column {head}.", nameof(head)) : [.. Rows.Select(row => row[index])];
    }

    private static IReadOnlyList<string> Cells(string line) =>
        [.. line.Trim('|').Replace("\\|", "\u0001", StringComparison.Ordinal).Split('|').Select(cell => Bare(cell.Replace('\u0001', '|').Trim()))];

    private static string Bare(string cell) =>
        cell.Length > 2 && cell[0] == '`' && cell.IndexOf('`', 1) == cell.Length - 1 ? cell[1..^1] : cell;
}
