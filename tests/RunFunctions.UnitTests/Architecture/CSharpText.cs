using System.Text;

namespace RunFunctions.UnitTests.Architecture;

/// <summary>As much of C#'s grammar as the rules need.</summary>
internal static class CSharpText
{
    /// <summary>Replaces comments by spaces; lines and string literals stay where they are.</summary>
    public static string WithoutComments(string source)
    {
        var code = new StringBuilder(source);
        var at = 0;
        while (at < source.Length)
        {
            var end = TokenEnd(source, at, out var isComment);
            for (var i = at; isComment && i < end; i++)
            {
                code[i] = source[i] is '\n' or '\r' ? source[i] : ' ';
            }

            at = end;
        }

        return code.ToString();
    }

    /// <summary>The text between the bracket at <paramref name="open"/> and the one that closes it.</summary>
    public static string Bracketed(string code, int open)
    {
        var depth = 0;
        for (var at = open; at < code.Length; at = TokenEnd(code, at, out _))
        {
            depth += code[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return code[(open + 1)..at];
            }
        }

        return code[(open + 1)..];
    }

    private static int TokenEnd(string source, int at, out bool isComment)
    {
        var rest = source.AsSpan(at);
        isComment = rest.StartsWith("//") || rest.StartsWith("/*");
        if (rest.StartsWith("//"))
        {
            return IndexOf(source, "\n", at);
        }

        if (rest.StartsWith("/*"))
        {
            return After(source, "*/", at + 2);
        }

        if (rest.StartsWith("\"\"\""))
        {
            var quotes = new string('"', rest.Length - rest.TrimStart('"').Length);
            return After(source, quotes, at + quotes.Length);
        }

        if (rest.StartsWith("@\"") || rest.StartsWith("@$\"") || rest.StartsWith("$@\""))
        {
            return VerbatimEnd(source, source.IndexOf('"', at) + 1);
        }

        return rest[0] is '"' or '\'' ? LiteralEnd(source, at) : at + 1;
    }

    private static int VerbatimEnd(string source, int at)
    {
        while (at < source.Length)
        {
            if (source[at] != '"')
            {
                at++;
            }
            else if (at + 1 < source.Length && source[at + 1] == '"')
            {
                at += 2;
            }
            else
            {
                return at + 1;
            }
        }

        return source.Length;
    }

    private static int LiteralEnd(string source, int start)
    {
        for (var at = start + 1; at < source.Length && source[at] != '\n'; at++)
        {
            if (source[at] == '\\')
            {
                at++;
            }
            else if (source[at] == source[start])
            {
                return at + 1;
            }
        }

        // A quote that nothing closes in its line is no literal.
        return start + 1;
    }

    private static int IndexOf(string source, string text, int from) =>
        source.IndexOf(text, from, StringComparison.Ordinal) is var found and >= 0 ? found : source.Length;

    private static int After(string source, string text, int from) =>
        from <= source.Length && source.IndexOf(text, from, StringComparison.Ordinal) is var found and >= 0 ? found + text.Length : source.Length;
}
