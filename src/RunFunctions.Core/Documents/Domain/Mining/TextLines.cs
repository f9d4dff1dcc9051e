using System.Runtime.InteropServices;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>A line of a text without its line break; offsets count UTF-16 code units.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TextLine(int Start, int End)
{
    public bool IsBlankIn(string text) => text.AsSpan(Start, End - Start).IsWhiteSpace();

    /// <summary>Without the white space around it.</summary>
    public TextLine TrimmedIn(string text)
    {
        var line = text.AsSpan(Start, End - Start);
        var start = Start + (line.Length - line.TrimStart().Length);
        return new TextLine(start, start + line.Trim().Length);
    }
}

internal static class TextLines
{
    /// <summary>Splits at everything that ends a line: line feed, carriage return or both, tabulations of lines and pages.</summary>
    public static List<TextLine> Of(string text)
    {
        var lines = new List<TextLine>();
        var start = 0;
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] is '\n' or '\r' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029')
            {
                lines.Add(new TextLine(start, index));
                index += text[index] == '\r' && index + 1 < text.Length && text[index + 1] == '\n' ? 1 : 0;
                start = index + 1;
            }
        }

        lines.Add(new TextLine(start, text.Length));
        return lines;
    }
}
