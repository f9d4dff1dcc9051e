using System.Text;

namespace RunFunctions.Core.Documents.Domain;

/// <summary>
/// Value of the Content-Disposition header of a download (specs/documents.md §3.3): an ASCII name for old clients
/// and the exact name after RFC 5987.
/// </summary>
public static class ContentDispositionValue
{
    /// <param name="fileName">Free of control characters by its type, so the value cannot break out of its header line.</param>
    /// <param name="asAttachment">True to save the file, false to show it.</param>
    public static string For(OriginalFileName fileName, bool asAttachment)
    {
        var disposition = asAttachment ? "attachment" : "inline";
        return $"{disposition}; filename=\"{AsciiFallback(fileName.Value)}\"; filename*=UTF-8''{Uri.EscapeDataString(fileName.Value)}";
    }

    private static string AsciiFallback(string name)
    {
        var ascii = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            ascii.Append(rune switch
            {
                { Value: '"' } => '\'',
                { IsAscii: true } => (char)rune.Value,
                _ => '?',
            });
        }

        return ascii.ToString();
    }
}
