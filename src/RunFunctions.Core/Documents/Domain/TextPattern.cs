using System.Text.RegularExpressions;

namespace RunFunctions.Core.Documents.Domain;

/// <summary>
/// Regexes over text that a stranger wrote, in time linear in the text (decision 0005). The engine follows from the pattern: one
/// whose every repetition has an upper bound tries so many ways at each place and no more, so that the ordinary engine serves;
/// any other is matched without backtracking, for tables of a megabyte that the ordinary engine does not need.
/// </summary>
public static class TextPattern
{
    /// <summary>Never reached by a bounded pattern; it stands for the mistake of writing one that is slow all the same.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Regex Of(string pattern, RegexOptions options = RegexOptions.None)
        => new(pattern, options | RegexOptions.CultureInvariant | (IsBounded(pattern) ? RegexOptions.None : RegexOptions.NonBacktracking), Limit);

    /// <summary>Any of these, as whole words.</summary>
    /// <param name="alternatives">Patterns with <c>|</c> between them.</param>
    public static Regex Words(string alternatives) => Of($@"\b(?:{alternatives})\b");

    /// <summary>Whether nothing is repeated without an upper bound, and no group more than once.</summary>
    private static bool IsBounded(string pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    i = EndOfClass(pattern, i);
                    break;
                case '*' or '+':
                    return false;
                case '{' when pattern[i - 1] == ')' || pattern[pattern.IndexOf('}', i) - 1] == ',':
                    return false;
                default:
                    break;
            }
        }

        return true;
    }

    /// <summary>A bracket that comes first is one of the characters.</summary>
    private static int EndOfClass(string pattern, int start)
    {
        var i = start + (pattern[start + 1] == '^' ? 2 : 1);
        do
        {
            i += pattern[i] == '\\' ? 2 : 1;
        }
        while (pattern[i] != ']');
        return i;
    }
}
