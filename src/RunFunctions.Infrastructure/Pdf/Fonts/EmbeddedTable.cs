namespace RunFunctions.Infrastructure.Pdf.Fonts;

/// <summary>Reads the text tables that are compiled into the assembly; lines that start with <c>#</c> are comments.</summary>
internal static class EmbeddedTable
{
    public static IEnumerable<string> Lines(string fileName)
    {
        var assembly = typeof(EmbeddedTable).Assembly;
        using var stream = assembly.GetManifestResourceStream("Pdf.Fonts." + fileName)
            ?? throw new InvalidOperationException($"The table {fileName} is not compiled in.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
